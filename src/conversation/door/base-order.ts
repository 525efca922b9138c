import { type Clock, type Db, type Instant, MINUTE } from '../../platform/index.ts';
import { catalogue, NO_PARTICULAR_REASON } from '../reasons/index.ts';
import { reasonsByFrequency } from './store.ts';

const FRESH = 10 * MINUTE;

/**
 * The order of the menu for a caller of whom nothing is known: reasons by frequency, counted anew every ten minutes.
 * While history is thin, the rest of the catalogue follows.
 */
export function openBaseOrder({ db, clock }: { db: Db; clock: Clock }): () => Promise<string[]> {
  let counted: { at: Instant; order: Promise<string[]> } | null = null;
  return () => {
    const now = clock.now();
    if (counted && now - counted.at < FRESH) return counted.order;
    // All who ask meanwhile wait for the one count.
    const counting = { at: now, order: reasonsByFrequency(db).then(withCatalogue) };
    counted = counting;
    counting.order.catch(() => {
      if (counted === counting) counted = null;
    });
    return counting.order;
  };
}

/** A company whose own reasons are others than the catalogue's is in another trade: those would puzzle its callers. */
export function withCatalogue(own: readonly string[]): string[] {
  const names = catalogue.map((reason) => reason.name);
  const fits = own.every((name) => name === NO_PARTICULAR_REASON || names.includes(name));
  return fits ? [...new Set([...own, ...names])] : [...own];
}
