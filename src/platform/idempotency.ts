import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { type Clock, iso, MINUTE } from './clock.ts';
import type { Db } from './db.ts';
import { ApiError } from './http.ts';
import { bucketOf } from './ids.ts';

const LONGEST_KEY = 255;
/** After it, whoever holds a key without an answer is taken for dead. */
const PATIENCE = MINUTE;

/**
 * `Idempotency-Key` on writes, as Stripe has it (docs.stripe.com/api/idempotent_requests): the first answer is kept and
 * given again; the same key with another request is refused; failures of ours are not kept, so that they can be retried.
 */
export function idempotent(db: Db, clock: Clock): MiddlewareHandler {
  return async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (!key || c.req.method === 'GET') return next();
    if (key.length > LONGEST_KEY)
      throw new ApiError(400, `the Idempotency-Key is longer than ${LONGEST_KEY} characters`);
    const bucket = bucketOf(key);
    const hash = createHash('sha256')
      .update(`${c.req.method} ${c.req.path}\n${await c.req.text()}`)
      .digest('hex');
    const claimed = await db.query(
      `insert into idempotency_keys as k (bucket, key, request_hash, at) values ($1, $2, $3, $4)
       on conflict (bucket, key) do update set at = excluded.at
       where k.status is null and k.request_hash = excluded.request_hash and k.at < $5 returning 1`,
      [bucket, key, hash, iso(clock.now()), iso(clock.now() - PATIENCE)],
    );
    if (!claimed.length) {
      const [known] = await db.query<{ request_hash: string; status: number | null; body: string | null }>(
        'select request_hash, status, body from idempotency_keys where bucket = $1 and key = $2',
        [bucket, key],
      );
      if (known && known.request_hash !== hash) {
        throw new ApiError(422, 'this Idempotency-Key was used for another request', {
          mend: 'use a new key',
        });
      }
      if (!known || known.status === null) {
        throw new ApiError(409, 'the request with this Idempotency-Key is still being worked on', {
          mend: 'try again in a moment',
        });
      }
      const headers = { 'content-type': 'application/json', 'idempotent-replayed': 'true' };
      return new Response(known.body, { status: known.status, headers });
    }
    await next();
    if (c.res.status >= 500) {
      await db.query('delete from idempotency_keys where bucket = $1 and key = $2', [bucket, key]);
      return undefined;
    }
    await db.query('update idempotency_keys set status = $3, body = $4 where bucket = $1 and key = $2', [
      bucket,
      key,
      c.res.status,
      await c.res.clone().text(),
    ]);
    return undefined;
  };
}
