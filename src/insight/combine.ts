import type { ArmShare, Comparison } from './compare.ts';
import type { Interval } from './proportion.ts';

type Estimate = Interval & { value: number };
type Stratum = { reached: number; comparison: Comparison };

/**
 * Comparisons of strata that are each sound within themselves, put together as the reached are spread over them: the
 * held out count as if they were spread alike. Null when there is none.
 */
export function combine(strata: readonly Stratum[]): Comparison | null {
  if (!strata.length) return null;
  const reached = strata.reduce((sum, stratum) => sum + stratum.reached, 0);
  const mean = (of: (comparison: Comparison) => Estimate) =>
    squareAndAdd(strata.map((stratum) => scaled(of(stratum.comparison), stratum.reached / reached)));
  const share = (arm: 'treated' | 'holdout'): ArmShare => {
    const { value, ...interval } = mean(({ [arm]: { per100, interval } }) => ({
      value: per100,
      ...interval,
    }));
    return { per100: value, interval };
  };
  const {
    value: difference,
    low,
    high,
  } = mean(({ per100: { difference: value, ...interval } }) => ({ value, ...interval }));
  const all = scaled({ value: difference, low, high }, reached / 100);
  return {
    treated: share('treated'),
    holdout: share('holdout'),
    per100: { difference, low, high },
    contacts: { avoided: all.value, low: all.low, high: all.high },
  };
}

/**
 * The sum of independent estimates, its interval made of theirs by the rule that Newcombe's is made by too
 * (Zou and Donner 2008, Stat Med 27:1693).
 */
export function squareAndAdd(estimates: readonly Estimate[]): Estimate {
  const value = estimates.reduce((sum, estimate) => sum + estimate.value, 0);
  return {
    value,
    low: value - Math.hypot(...estimates.map((estimate) => estimate.value - estimate.low)),
    high: value + Math.hypot(...estimates.map((estimate) => estimate.high - estimate.value)),
  };
}

function scaled({ value, low, high }: Estimate, by: number): Estimate {
  return { value: value * by, low: low * by, high: high * by };
}
