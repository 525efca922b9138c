import { MOST, putNewest } from './newest.ts';

/** The mean of the values that each number has had, kept as sum and count. */
export type Usual = ReadonlyMap<string, { sum: number; count: number }>;

/** What is usual once these facts have become the past. */
export function withPast(usual: Usual, facts: Iterable<readonly [string, unknown]>): Usual {
  const next = new Map(usual);
  for (const [name, value] of facts) {
    if (typeof value !== 'number' || !Number.isFinite(value)) continue;
    const { sum, count } = next.get(name) ?? { sum: 0, count: 0 };
    putNewest(next, name, { sum: sum + value, count: count + 1 }, MOST.usual);
  }
  return next;
}

/** By how much a number exceeds what is usual, or null when nothing is. */
export function changeFrom(usual: Usual, name: string, value: unknown): number | null {
  const seen = usual.get(name);
  return seen && typeof value === 'number' && Number.isFinite(value) ? value - seen.sum / seen.count : null;
}
