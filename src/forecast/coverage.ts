import { type Graded, topOf } from './metrics.ts';

/** How often the likeliest reason reaches a threshold, and how often it is then right (null: it never did). */
export type Coverage = { threshold: number; contacts: number; coverage: number; precision: number | null };

/** 0.2, 0.25 and so on to 0.95: fine enough for a curve. */
export const THRESHOLDS = Array.from({ length: 16 }, (_, i) => (20 + 5 * i) / 100);

export function coverageOf(graded: readonly Graded[]): Coverage[] {
  const tops = graded.map(topOf);
  return THRESHOLDS.map((threshold) => {
    const above = tops.filter(({ probability }) => probability >= threshold);
    const right = above.filter(({ truth }) => truth).length;
    return {
      threshold,
      contacts: above.length,
      coverage: above.length / tops.length,
      precision: above.length ? right / above.length : null,
    };
  });
}
