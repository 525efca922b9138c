import { type Graded, topOf } from './metrics.ts';

/** What became of the contacts of one reason: how often it was named first, and the mean probability it was given. */
export type ReasonScores = { reason: string; contacts: number; hit1: number; given: number };

/** Reason by reason, most frequent first; `reasons[i]` is what came with `graded[i]`. */
export function byReason(graded: readonly Graded[], reasons: readonly string[]): ReasonScores[] {
  const sums = new Map<string, { contacts: number; hits: number; given: number }>();
  for (const [i, one] of graded.entries()) {
    const reason = reasons[i] as string;
    const sum = sums.get(reason) ?? { contacts: 0, hits: 0, given: 0 };
    sum.contacts++;
    sum.hits += topOf(one).truth ? 1 : 0;
    sum.given += one.probabilities[one.truth] ?? 0;
    sums.set(reason, sum);
  }
  return [...sums]
    .map(([reason, { contacts, hits, given }]) => ({
      reason,
      contacts,
      hit1: hits / contacts,
      given: given / contacts,
    }))
    .sort((a, b) => b.contacts - a.contacts || (a.reason < b.reason ? -1 : 1));
}
