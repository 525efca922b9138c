import { createHash } from 'node:crypto';
import { loadCustomers } from '../customers/index.ts';
import { bucketOf, type Clock, type Db, holdBucket, type Instant, type Row } from '../platform/index.ts';
import { type Counts, deleteElsewhere, deleteOwn, rowsOf } from './store.ts';

export type Erasure = { proof: string; at: Instant; counts: Counts };

/**
 * Erases all that is known of a customer, messages that are pending included, and keeps as proof when it was done, how
 * many rows went, and a hash of the id (SHA-256). What stays: addresses on the suppression list, which say that nothing
 * may be sent there. Null when nobody has the id.
 */
export async function eraseCustomer(
  { db, clock }: { db: Db; clock: Clock },
  customerId: string,
): Promise<Erasure | null> {
  const bucket = bucketOf(customerId);
  if (!(await loadCustomers(db, bucket, [customerId])).has(customerId)) return null;
  const elsewhere = await deleteElsewhere(db, bucket, customerId);
  const proof = proofOf(customerId);
  return db.transaction(async (tx) => {
    await holdBucket(tx, bucket, 'exclusive');
    const at = clock.now();
    const counts = await deleteOwn(tx, bucket, customerId, { id: proof, at, counts: elsewhere });
    return { proof, at, counts };
  });
}

/** All that is known of a customer, by table, as it is stored. Null when nobody has the id. */
export async function exportCustomer(db: Db, customerId: string): Promise<Record<string, Row[]> | null> {
  const rows = await rowsOf(db, bucketOf(customerId), customerId);
  return rows.customers?.length ? rows : null;
}

/** The name under which an erasure is kept: who has the id can find it, and nobody can find the id by it. */
export function proofOf(customerId: string): string {
  return createHash('sha256').update(`erasure ${customerId}`).digest('hex');
}
