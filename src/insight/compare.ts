import { type ClusterSums, designEffect } from './design-effect.ts';
import type { Arm } from './filters.ts';
import { difference, type Interval, type Proportion, wilson } from './proportion.ts';

/** Contacted per 100 outreaches, with the 95 % interval of Wilson. */
export type ArmShare = { per100: number; interval: Interval };

/** Contacts per 100 outreaches, held out less reached: above 0 is avoided, below 0 is caused. */
export type Comparison = {
  treated: ArmShare;
  holdout: ArmShare;
  per100: Interval & { difference: number };
  /** The same for all that were reached: `difference` × how many they are. */
  contacts: Interval & { avoided: number };
};

type Arms = Record<Arm, ClusterSums>;

/** Each arm's; one whose outcomes are all alike can't tell its own, and the other's is the best guess. */
export function designEffects({ treated, holdout }: Arms): Record<Arm, number> {
  const [t, h] = [designEffect(treated), designEffect(holdout)];
  return { treated: t ?? h ?? 1, holdout: h ?? t ?? 1 };
}

/**
 * Newcombe's interval over counts divided by each arm's design effect (Rao and Scott's adjustment). `least`: the
 * effects over all versions of the play, where one version alone can't tell of customers that come again in others.
 */
export function compare(arms: Arms, least: Record<Arm, number>): Comparison {
  const own = designEffects(arms);
  const deflated = (arm: Arm): Proportion => {
    const effect = Math.max(own[arm], least[arm]);
    return { successes: arms[arm].contacted / effect, trials: arms[arm].units / effect };
  };
  const [holdout, treated] = [deflated('holdout'), deflated('treated')];
  const result = difference(holdout, treated);
  const reached = arms.treated.units;
  return {
    treated: share(treated),
    holdout: share(holdout),
    per100: { difference: result.difference * 100, low: result.low * 100, high: result.high * 100 },
    contacts: {
      avoided: result.difference * reached,
      low: result.low * reached,
      high: result.high * reached,
    },
  };
}

function share(proportion: Proportion): ArmShare {
  const { low, high } = wilson(proportion);
  return {
    per100: (100 * proportion.successes) / proportion.trials,
    interval: { low: low * 100, high: high * 100 },
  };
}
