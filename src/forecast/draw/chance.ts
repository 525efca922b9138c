import type { ReliabilityGroup } from '../metrics.ts';

const Z = 1.96;

/**
 * Between what shares the true one lies, 95 % sure, when `came` of `effective` rows came true (Wilson 1927; like Kish's
 * effective number it need not be whole).
 */
export function chanceOf({ came, effective: n }: ReliabilityGroup): { low: number; high: number } {
  const middle = came + (Z * Z) / (2 * n);
  const half = Z * Math.sqrt((came * (1 - came)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  return {
    low: came === 0 ? 0 : Math.max(0, (middle - half) / scale),
    high: came === 1 ? 1 : Math.min(1, (middle + half) / scale),
  };
}

/** In how many groups what was said lies within what chance alone can make of what came. */
export function withinChance(groups: readonly ReliabilityGroup[]): number {
  return groups.filter((group) => {
    const { low, high } = chanceOf(group);
    return group.said >= low && group.said <= high;
  }).length;
}
