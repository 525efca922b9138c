import { squareAndAdd } from './combine.ts';
import type { PlayEffect } from './effect.ts';
import type { Interval } from './proportion.ts';

/** All plays together: contacts avoided with their interval; null where no play has enough to say. */
export type Total = {
  contacts: (Interval & { avoided: number }) | null;
  plays: number;
  without: number;
  /** How many versions of the plays that count are left out, as they have too little. */
  versionsLeftOut: number;
};

/**
 * The sum over plays of contacts avoided. Each version of a play is compared within itself, as their holdouts differ in
 * size; plays are taken as independent.
 */
export function totalOf(effects: readonly PlayEffect[], of: 'about' | 'other' = 'about'): Total {
  const known = effects.flatMap((effect) => effect[of]?.contacts ?? []);
  const counts = {
    plays: known.length,
    without: effects.length - known.length,
    versionsLeftOut: effects.reduce((sum, effect) => sum + (effect[of] ? effect.leftOut.length : 0), 0),
  };
  if (!known.length) return { contacts: null, ...counts };
  const {
    value: avoided,
    low,
    high,
  } = squareAndAdd(known.map(({ avoided: value, ...interval }) => ({ value, ...interval })));
  return { contacts: { avoided, low, high }, ...counts };
}
