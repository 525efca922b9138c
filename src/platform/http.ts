import { createHash, timingSafeEqual } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ZodError } from 'zod';
import type { Log } from './log.ts';

/** A failure that the caller can mend: `what` is wrong, `where`, and how to mend it. Becomes a JSON answer. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 503;
  readonly body: { error: string; where?: string; mend?: string; details?: unknown };
  constructor(
    status: ApiError['status'],
    error: string,
    more: { where?: string; mend?: string; details?: unknown } = {},
  ) {
    super(error);
    this.status = status;
    this.body = { error, ...more };
  }
}

/** A router whose request bodies are checked by zod, with faults told in our form. */
export function router(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result, context) => {
      if (!result.success) return context.json(faultsOf(result.error as ZodError), 400);
      return undefined;
    },
  });
}

export function faultsOf(error: ZodError): ApiError['body'] {
  const details = error.issues.flatMap((issue) => faultsIn(issue));
  return {
    error: details[0]?.error ?? 'the request is not of the expected form',
    where: details[0]?.where || 'body',
    details,
  };
}

/** Of a value that may have several forms, the faults of the form that it comes nearest to. */
function faultsIn(
  issue: ZodError['issues'][number],
  above: PropertyKey[] = [],
): { where: string; error: string }[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length) {
    const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
    return nearest.flatMap((inner) => faultsIn(inner as typeof issue, path));
  }
  return [{ where: path.join('.'), error: issue.message }];
}

/** The one place where an error becomes an answer. What is nobody's mistake is logged and told without its insides. */
export function answerError(log: Log) {
  return (error: Error, context: Context) => {
    if (error instanceof ApiError) return context.json(error.body, error.status);
    if (error instanceof HTTPException)
      return context.json({ error: error.message || 'refused' }, error.status);
    if (error instanceof SyntaxError) {
      return context.json(
        { error: `the body is not JSON: ${error.message}`, mend: 'send one JSON document' },
        400,
      );
    }
    log.error({ err: error, path: context.req.path }, 'request failed');
    return context.json(
      {
        error:
          'something failed on our side. Send it again: what was taken already is recognised and changes nothing.',
      },
      500,
    );
  };
}

/**
 * Lets through who knows the key: HTTP Basic with the key as user name (as Segment's libraries send it) or as
 * password (as a browser asks for it), or `Authorization: Bearer KEY`. A browser sends a key that it has kept along with
 * a form of any page, so what a browser says comes from another site (Fetch Metadata, W3C) may read and no more.
 */
export function requireKey(key: string | null): MiddlewareHandler {
  return async (context, next) => {
    if (!key) {
      throw new ApiError(503, 'no API key is configured', {
        mend: 'set BEFOREHAND_API_KEY, or start with --sandbox',
      });
    }
    if (!presented(context.req.header('authorization') ?? '').some((candidate) => same(candidate, key))) {
      context.header('WWW-Authenticate', 'Basic realm="beforehand", charset="UTF-8"');
      throw new ApiError(401, 'the API key is missing or wrong', {
        where: 'Authorization header',
        mend: 'send Basic with the key as user name, or Bearer KEY',
      });
    }
    const { method } = context.req;
    if (method !== 'GET' && method !== 'HEAD' && context.req.header('sec-fetch-site') === 'cross-site') {
      throw new ApiError(403, 'this request was made by a page of another site', {
        where: 'Sec-Fetch-Site header',
        mend: 'send it from a server, or from the pages of this one',
      });
    }
    await next();
  };
}

function presented(header: string): string[] {
  const [scheme = '', value = ''] = header.split(' ');
  if (scheme.toLowerCase() === 'bearer') return [value];
  if (scheme.toLowerCase() !== 'basic') return [];
  const [user = '', ...password] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return [user, password.join(':')];
}

function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
