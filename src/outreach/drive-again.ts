import { holdCustomers, mustFindCustomer } from '../customers/index.ts';
import { ApiError, type Clock, type Db, holdBucket, iso } from '../platform/index.ts';
import { lockByIds, putOutreach } from './store.ts';
import type { Outreach } from './types.ts';

/**
 * Puts a dead letter back before the gate: an outreach that failed, or one of unknown fate of which nobody can tell
 * (`evenIfSent`: the customer may then get it twice). Throws ApiError 404 or 409 with what to do.
 */
export async function driveAgain(
  { db, clock }: { db: Db; clock: Clock },
  customerId: string,
  outreachId: string,
  evenIfSent: boolean,
): Promise<Outreach> {
  const { bucket } = await mustFindCustomer(db, customerId);
  return db.transaction(async (tx) => {
    const now = clock.now();
    await holdBucket(tx, bucket, 'shared');
    await holdCustomers(tx, bucket, [customerId]);
    const [row] = await lockByIds(tx, bucket, [outreachId]);
    if (!row || row.customerId !== customerId)
      throw new ApiError(404, `${customerId} has no outreach "${outreachId}"`, {
        mend: `see /v1/customers/${encodeURIComponent(customerId)}/outreach`,
      });
    const isLost = row.status === 'unknown' && row.nextAttemptAt === null;
    if (row.status !== 'failed' && !isLost)
      throw new ApiError(
        409,
        `the outreach is ${row.status}: only what failed, or is unknown for good, is tried again`,
      );
    if (isLost && !evenIfSent)
      throw new ApiError(409, 'it may have been sent: nobody can tell', {
        mend: 'look it up at the provider; send "evenIfSent": true if the customer may get it twice',
      });
    if (row.expiresAt <= now)
      throw new ApiError(409, `it expired at ${iso(row.expiresAt)}: a late message is worse than none`);
    const planned: Outreach = {
      ...row,
      status: 'planned',
      statusReason: 'driven_again',
      tried: [],
      nextAttemptAt: now,
      updatedAt: now,
    };
    await putOutreach(tx, bucket, [planned]);
    return planned;
  });
}
