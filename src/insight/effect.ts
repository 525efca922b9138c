import { type ClusterSums, designEffect } from './design-effect.ts';
import { ARMS, type Arm, type Figure, type OutreachFilter, type Period } from './filters.ts';
import { difference, type Interval, type Proportion, wilson } from './proportion.ts';

/** What the store sums up for a play's arm: outreach whose time is over, and how many are still `open`. */
export type ArmSums = {
  play: string;
  reason: string;
  arm: Arm;
  open: number;
  /** By a contact about the outreach's own reason, and by one about anything else. */
  about: ClusterSums;
  other: ClusterSums;
};

export type ArmShare = {
  /** Contacted per 100 outreaches, with the 95 % interval of Wilson. */
  per100: number;
  interval: Interval;
  designEffect: number;
};

/** Contacts per 100 outreaches, held out less reached: above 0 is avoided, below 0 is caused. */
export type Comparison = {
  treated: ArmShare;
  holdout: ArmShare;
  per100: Interval & { difference: number };
  /** The same for all that were reached: `difference` × how many they are. */
  contacts: Interval & { avoided: number };
};

type ArmCount = { units: Figure; open: Figure; about: Figure; other: Figure; customers: number };

export type PlayEffect = {
  play: string;
  reason: string;
  arms: Record<Arm, ArmCount>;
  /** Opens both arms: the rows that any difference was computed from. */
  both: Figure;
  about: Comparison | null;
  other: Comparison | null;
  /** Why there is no comparison, in words; null when there is one. */
  missing: string | null;
};

/** Below this many customers in an arm, neither the share nor its design effect means anything. */
const FEWEST_CUSTOMERS = 10;

const NONE: ClusterSums = { customers: 0, units: 0, contacted: 0, yy: 0, ym: 0, mm: 0 };

/** The effect of a play against its holdout, from the sums of its arms (one of which may have no row yet). */
export function effectOf(play: string, sums: readonly ArmSums[], period: Period): PlayEffect {
  const of = (arm: Arm) => sums.find((row) => row.arm === arm);
  const count = (arm: Arm): ArmCount => {
    const row = of(arm);
    const opens = (value: number, more: Partial<OutreachFilter>): Figure => ({
      value,
      opens: { rows: 'outreach', filter: { ...period, play, arm, ...more } },
    });
    return {
      units: opens(row?.about.units ?? 0, { window: 'closed' }),
      open: opens(row?.open ?? 0, { window: 'open' }),
      about: opens(row?.about.contacted ?? 0, { window: 'closed', contacted: 'about' }),
      other: opens(row?.other.contacted ?? 0, { window: 'closed', contacted: 'other' }),
      customers: row?.about.customers ?? 0,
    };
  };
  const arms = { treated: count('treated'), holdout: count('holdout') };
  const enough = ARMS.every((arm) => arms[arm].customers >= FEWEST_CUSTOMERS);
  const compared = (of: (row: ArmSums | undefined) => ClusterSums) =>
    enough
      ? compare(of(sums.find((row) => row.arm === 'treated')), of(sums.find((row) => row.arm === 'holdout')))
      : null;
  return {
    play,
    reason: sums[0]?.reason ?? '',
    arms,
    both: {
      value: arms.treated.units.value + arms.holdout.units.value,
      opens: { rows: 'outreach', filter: { ...period, play, arm: 'both', window: 'closed' } },
    },
    about: compared((row) => row?.about ?? NONE),
    other: compared((row) => row?.other ?? NONE),
    missing: enough
      ? null
      : `Too little to say: it takes ${FEWEST_CUSTOMERS} customers in each arm whose time has passed; so far ${arms.treated.customers} reached and ${arms.holdout.customers} held out.`,
  };
}

/** Newcombe's interval over counts divided by each arm's design effect (Rao and Scott's adjustment). */
export function compare(treated: ClusterSums, holdout: ClusterSums): Comparison {
  // An arm whose outcomes are all alike can't tell its own; the other arm's is the best guess.
  const [ofTreated, ofHoldout] = [designEffect(treated), designEffect(holdout)];
  const [t, h] = [ofTreated ?? ofHoldout ?? 1, ofHoldout ?? ofTreated ?? 1];
  const [a, b] = [deflate(holdout, h), deflate(treated, t)];
  const result = difference(a, b);
  return {
    treated: share(b, t),
    holdout: share(a, h),
    per100: { difference: result.difference * 100, low: result.low * 100, high: result.high * 100 },
    contacts: {
      avoided: result.difference * treated.units,
      low: result.low * treated.units,
      high: result.high * treated.units,
    },
  };
}

function deflate({ contacted, units }: ClusterSums, effect: number): Proportion {
  return { successes: contacted / effect, trials: units / effect };
}

function share(proportion: Proportion, effect: number): ArmShare {
  const { low, high } = wilson(proportion);
  return {
    per100: (100 * proportion.successes) / proportion.trials,
    interval: { low: low * 100, high: high * 100 },
    designEffect: effect,
  };
}
