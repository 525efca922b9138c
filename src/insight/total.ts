import type { PlayEffect } from './effect.ts';
import type { Interval } from './proportion.ts';

/** All plays together: contacts avoided with their interval; null where no play has enough to say. */
export type Total = { contacts: (Interval & { avoided: number }) | null; plays: number; without: number };

/**
 * The sum over plays of contacts avoided. Each play is compared within itself, as their holdouts differ in size;
 * the interval of the sum is made of theirs by the square-and-add rule that Newcombe's is made by too
 * (Zou and Donner 2008, Stat Med 27:1693), taking plays as independent.
 */
export function totalOf(effects: readonly PlayEffect[], of: 'about' | 'other' = 'about'): Total {
  const known = effects.flatMap((effect) => effect[of]?.contacts ?? []);
  const counts = { plays: known.length, without: effects.length - known.length };
  if (!known.length) return { contacts: null, ...counts };
  const avoided = known.reduce((sum, effect) => sum + effect.avoided, 0);
  const below = Math.hypot(...known.map((effect) => effect.avoided - effect.low));
  const above = Math.hypot(...known.map((effect) => effect.high - effect.avoided));
  return { contacts: { avoided, low: avoided - below, high: avoided + above }, ...counts };
}
