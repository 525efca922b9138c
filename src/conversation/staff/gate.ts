import type { Context, MiddlewareHandler } from 'hono';
import { ApiError } from '../../platform/index.ts';
import { mayOpen } from './sight.ts';
import type { Staff } from './staff.ts';
import type { Viewer } from './types.ts';

const COMPANY: Viewer = { kind: 'company' };
const SAID = 'viewer';

/**
 * Lets through who has a personal key, to what such a key opens; whoever else goes on to `otherwise`, which lets through who knows
 * the company's key (or, in the sandbox, anyone). `viewerOf` tells handlers behind it who looks.
 */
export function openGate(staff: Staff, otherwise: MiddlewareHandler): MiddlewareHandler {
  return async (c, next) => {
    const member = await staff.whoPresents(c.req.header('authorization'));
    if (!member) {
      return otherwise(c, async () => {
        c.set(SAID, COMPANY);
        await next();
      });
    }
    if (!mayOpen(c.req.method, c.req.path))
      throw new ApiError(403, `the key of ${member.name} does not open this`, {
        where: 'Authorization header',
        mend: "a personal key opens pages and scorecards; use the company's key for the rest",
      });
    if (isWrite(c) && c.req.header('sec-fetch-site') === 'cross-site')
      throw new ApiError(403, 'this request was made by a page of another site', {
        where: 'Sec-Fetch-Site header',
        mend: 'send it from the pages of this one',
      });
    c.set(SAID, { kind: 'staff', ...member } satisfies Viewer);
    return next();
  };
}

function isWrite(c: Context): boolean {
  return c.req.method !== 'GET' && c.req.method !== 'HEAD';
}

/** Who looks. Throws 403 where no gate has let anyone through: nothing is shown for want of a gate. */
export function viewerOf(c: Context): Viewer {
  const viewer: unknown = c.get(SAID) ?? (c.env as { viewer?: Viewer } | undefined)?.viewer;
  if (!isViewer(viewer))
    throw new ApiError(403, 'nobody knows who is looking', { mend: 'send a key with the request' });
  return viewer;
}

function isViewer(value: unknown): value is Viewer {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
