import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { ApiError, SECOND, systemClock } from '../../platform/index.ts';
import { openPace } from './pace.ts';
import type { ChatDeps } from './types.ts';

/** A text of 1,000 characters in any script, with a token, and room to spare. */
const LARGEST_BODY = 16 * 1024;
/** Behind one address there may be an office; behind one session there is one visitor. */
const BY_ADDRESS = { burst: 120, every: SECOND / 2 };
const BY_SESSION = { burst: 20, every: 2 * SECOND };

/** Pages of the origins that are configured, our own, and in the sandbox any. */
export function allowOrigins({ config }: Pick<ChatDeps, 'config'>): MiddlewareHandler[] {
  const isOurs = (origin: string, c: Context) =>
    origin === new URL(c.req.url).origin ||
    (config.publicUrl !== null && origin === new URL(config.publicUrl).origin);
  const allowed = (origin: string, c: Context) =>
    config.sandbox || config.chatOrigins.includes(origin) || isOurs(origin, c);
  return [
    cors({
      origin: (origin, c) => (origin && allowed(origin, c) ? origin : null),
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['Content-Type'],
      exposeHeaders: ['Retry-After'],
      maxAge: 600,
    }),
    async (c, next) => {
      c.header('Cache-Control', 'no-store');
      const origin = c.req.header('origin');
      if (!config.sandbox && config.chatOrigins.length === 0) {
        throw new ApiError(503, 'the chat is not switched on', {
          mend: 'set BEFOREHAND_CHAT_ORIGINS to the origins of your pages',
        });
      }
      if (origin !== undefined && !allowed(origin, c)) {
        throw new ApiError(403, `pages of ${origin.slice(0, 200)} may not chat here`, {
          where: 'Origin header',
          mend: 'add the origin to BEFOREHAND_CHAT_ORIGINS',
        });
      }
      await next();
    },
  ];
}

/** Answers 429 to who asks too often. A manual clock stands still, so that its pace would be none. */
export function limitPace({ config, clock }: Pick<ChatDeps, 'config' | 'clock'>) {
  const time = config.clock === 'manual' ? systemClock : clock;
  const [addresses, sessions] = [openPace(time, BY_ADDRESS), openPace(time, BY_SESSION)];
  const unless = (wait: number | null, c: Context, next: () => Promise<void>) => {
    if (wait === null) return next();
    c.header('Retry-After', String(wait));
    return c.json({ error: 'too many requests', where: 'pace', mend: `try again in ${wait} seconds` }, 429);
  };
  const byAddress: MiddlewareHandler = async (c, next) => unless(addresses.take(addressOf(c)), c, next);
  const bySession: MiddlewareHandler = async (c, next) =>
    unless(sessions.take(c.req.param('id') ?? ''), c, next);
  return { byAddress, bySession };
}

export const limitChatBody = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: () => {
    throw new ApiError(413, 'the body is larger than 16 kB', {
      mend: 'send a text of at most 1,000 characters',
    });
  },
});

/**
 * Whose request it is. Only a proxy beside us is believed about it: the last address that it added, as whatever stands
 * before that comes from the client.
 */
function addressOf(c: Context): string {
  const peer = c.env?.incoming ? (getConnInfo(c).remote.address ?? '') : '';
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  return forwarded && isNear(peer) ? forwarded.slice(0, 50) : peer;
}

/** Loopback and private networks (RFC 1918, RFC 4193). */
function isNear(address: string): boolean {
  const bare = address.replace(/^::ffff:/i, '');
  return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd])/i.test(bare);
}
