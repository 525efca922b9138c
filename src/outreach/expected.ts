import type { Customer } from '../customers/index.ts';
import { type Db, HOUR, type Instant } from '../platform/index.ts';
import { outreachOf } from './store.ts';

const BEFORE = 24 * HOUR;
const AFTER = 3 * HOUR;

/**
 * The reason for which a launched play expects this customer's contact about now: the milestone that an outreach hangs
 * on is less than a day ahead or three hours past ("because the flight is today"). The nearest wins; null without one.
 * It stands in where no model was trained yet.
 */
export async function reasonExpectedByPlays(db: Db, customer: Customer, at: Instant): Promise<string | null> {
  const near = (await outreachOf(db, customer.bucket, customer.id)).filter(
    ({ status, kind, anchorAt }) =>
      status !== 'cancelled' && kind === 'first' && anchorAt - at < BEFORE && at - anchorAt < AFTER,
  );
  near.sort((a, b) => Math.abs(a.anchorAt - at) - Math.abs(b.anchorAt - at));
  return near[0]?.reason ?? null;
}
