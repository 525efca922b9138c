import type { Tx } from './db.ts';

/**
 * Lets the statements of a transaction keep their plans from one time to the next: for those that are asked over and over
 * and find what they want by key, whatever the values. A plan lives no longer than its connection (`LONGEST_KEPT`).
 */
export async function keepPlans(tx: Tx): Promise<void> {
  if (tx.engine === 'postgres') await tx.query('set local plan_cache_mode = auto');
}
