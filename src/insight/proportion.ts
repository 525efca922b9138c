import quantile from '@stdlib/stats-base-dists-normal-quantile';

export type Interval = { low: number; high: number };

/** Successes out of trials. After division by a design effect neither needs to be whole. */
export type Proportion = { successes: number; trials: number };

/** The two-sided 95 % point of the standard normal distribution. */
export const Z95 = quantile(0.975, 0, 1);

/**
 * Wilson's score interval of one proportion, without continuity correction: never below 0 or above 1, and of some
 * width even where nobody or everybody succeeded. Source: Wilson 1927, J Am Stat Assoc 22:209.
 * Throws RangeError unless 0 <= successes <= trials and trials > 0.
 */
export function wilson({ successes, trials }: Proportion, z = Z95): Interval {
  if (!(trials > 0 && successes >= 0 && successes <= trials))
    throw new RangeError(`${successes} of ${trials} is no proportion`);
  const p = successes / trials;
  const middle = p + (z * z) / (2 * trials);
  const reach = z * Math.sqrt((p * (1 - p)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return {
    low: successes === 0 ? 0 : Math.max(0, (middle - reach) / scale),
    high: successes === trials ? 1 : Math.min(1, (middle + reach) / scale),
  };
}

/**
 * The difference `a - b` of two independent proportions with the hybrid score interval, made of the two Wilson
 * intervals. Source: Newcombe 1998, Stat Med 17:873, method 10.
 */
export function difference(a: Proportion, b: Proportion, z = Z95): Interval & { difference: number } {
  const [p, q] = [a.successes / a.trials, b.successes / b.trials];
  const [ofA, ofB] = [wilson(a, z), wilson(b, z)];
  return {
    difference: p - q,
    low: p - q - Math.hypot(p - ofA.low, ofB.high - q),
    high: p - q + Math.hypot(ofA.high - p, q - ofB.low),
  };
}
