import type { Tx } from './db.ts';

/** Names of advisory locks, so that no two uses meet (pg_advisory_xact_lock(int, int)). */
const BUCKET = 4101;
const PLAYS = 4102;
const GATE = 4103;

/**
 * Holds a bucket until the transaction ends: `shared` by whoever writes what happened in it, `exclusive` by who must see
 * all of it at once. Taken first of all locks, so that it can't close a circle.
 */
export async function holdBucket(tx: Tx, bucket: number, how: 'shared' | 'exclusive'): Promise<void> {
  const lock = how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await tx.query(`select ${lock}($1::int, $2::int)`, [BUCKET, bucket]);
}

/** One change of plays at a time. */
export async function holdPlays(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1::int, 0)', [PLAYS]);
}

/** The gate of a bucket until the transaction ends, unless another worker is at it. */
export async function tryHoldGate(tx: Tx, bucket: number): Promise<boolean> {
  const [row] = await tx.query<{ held: boolean }>(
    'select pg_try_advisory_xact_lock($1::int, $2::int) as held',
    [GATE, bucket],
  );
  return row?.held ?? false;
}
