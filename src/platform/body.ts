import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ApiError } from './http.ts';

/** Segment takes 500 kB a batch; ten times that leaves room for clients with larger settings. */
const LARGEST_BODY = 5 * 1024 * 1024;

export function limitBody(): MiddlewareHandler {
  return bodyLimit({
    maxSize: LARGEST_BODY,
    onError: () => {
      throw new ApiError(413, 'the body is larger than 5 MB', { mend: 'send smaller batches' });
    },
  });
}

/** Bodies that come compressed, as RudderStack's clients send them. Before `limitBody`, which then counts what they hold. */
export function unzipBody(): MiddlewareHandler {
  return async (c, next) => {
    const { body, method, url } = c.req.raw;
    const encoding = c.req.header('content-encoding');
    if (!body || !encoding || encoding === 'identity') return next();
    if (encoding !== 'gzip' && encoding !== 'deflate') {
      throw new ApiError(400, `content-encoding ${encoding} is not understood`, {
        mend: 'send gzip, or nothing',
      });
    }
    const headers = new Headers(c.req.raw.headers);
    headers.delete('content-encoding');
    headers.delete('content-length');
    const plain = body.pipeThrough(new DecompressionStream(encoding));
    c.req.raw = new Request(url, { method, headers, body: plain, duplex: 'half' } as RequestInit);
    return next();
  };
}
