import { combine } from './combine.ts';
import { type Comparison, compare, designEffects } from './compare.ts';
import type { ClusterSums } from './design-effect.ts';
import { ARMS, type Arm, type Figure, type OutreachFilter, type Period } from './filters.ts';

/**
 * What the store sums up for an arm of a version of a play, or of all its versions together (null): outreach whose time
 * is over, and how many are still `open`.
 */
export type ArmSums = {
  play: string;
  version: number | null;
  reason: string;
  arm: Arm;
  open: number;
  /** By a contact about the outreach's own reason, and by one about anything else. */
  about: ClusterSums;
  other: ClusterSums;
};

type ArmCount = { units: Figure; open: Figure; about: Figure; other: Figure; customers: number };

/** How many outreaches of a version stand in each arm. */
type VersionUnits = { version: number; units: Record<Arm, number> };

export type PlayEffect = {
  play: string;
  reason: string;
  /** All versions together. */
  arms: Record<Arm, ArmCount>;
  /** Compared within each version of the play, and put together. */
  about: Comparison | null;
  other: Comparison | null;
  /** The versions that were compared, and those that were not, as an arm has too few customers. */
  versions: VersionUnits[];
  leftOut: VersionUnits[];
  /** Why there is no comparison, in words; null when there is one. */
  missing: string | null;
};

/** Below this many customers in an arm, neither the share nor its design effect means anything. */
const FEWEST_CUSTOMERS = 10;

const NONE: ClusterSums = { customers: 0, units: 0, contacted: 0, yy: 0, ym: 0, mm: 0 };

/**
 * The effect of a play against its holdout, from the sums of its arms (any of which may have no row yet).
 *
 * A version may hold out another share than the one before, and is met by another time: were the arms summed up over
 * versions, what differs between times would look like an effect. So arms are compared within a version, where chance
 * alone parts them. A version with too few customers is left out, not merged: merging would bring that back.
 */
export function effectOf(play: string, sums: readonly ArmSums[], period: Period): PlayEffect {
  const of = (version: number | null, arm: Arm) =>
    sums.find((row) => row.version === version && row.arm === arm);
  const count = (arm: Arm): ArmCount => {
    const row = of(null, arm);
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
  const byArm = <T>(value: (arm: Arm) => T): Record<Arm, T> => ({
    treated: value('treated'),
    holdout: value('holdout'),
  });
  const over = [...new Set(sums.map((row) => row.version))]
    .filter((version) => version !== null)
    .map((version) => ({
      version,
      units: byArm((arm) => of(version, arm)?.about.units ?? 0),
      customers: byArm((arm) => of(version, arm)?.about.customers ?? 0),
    }))
    .filter(({ units }) => units.treated + units.holdout > 0);
  const fewest = (one: (typeof over)[number]) => Math.min(...ARMS.map((arm) => one.customers[arm]));
  const versions = over.filter((one) => fewest(one) >= FEWEST_CUSTOMERS);
  const compared = (outcome: 'about' | 'other') => {
    const arms = (version: number | null) => byArm((arm) => of(version, arm)?.[outcome] ?? NONE);
    const least = designEffects(arms(null));
    return combine(
      versions.map(({ version, units }) => ({
        reached: units.treated,
        comparison: compare(arms(version), least),
      })),
    );
  };
  const units = ({ version, units }: VersionUnits) => ({ version, units });
  return {
    play,
    reason: sums[0]?.reason ?? '',
    arms: byArm(count),
    about: compared('about'),
    other: compared('other'),
    versions: versions.map(units),
    leftOut: over.filter((one) => !versions.includes(one)).map(units),
    missing: versions.length ? null : missingWords(over.sort((a, b) => fewest(b) - fewest(a))),
  };
}

/** `over`: the version that is nearest to a comparison first. */
function missingWords(over: readonly { version: number; customers: Record<Arm, number> }[]): string {
  const [nearest] = over;
  const [each, within] =
    over.length > 1 ? [' of one version of the play', ` in version ${nearest?.version}`] : ['', ''];
  const { treated, holdout } = nearest?.customers ?? { treated: 0, holdout: 0 };
  return `Too little to say: it takes ${FEWEST_CUSTOMERS} customers in each arm${each} whose time has passed; so far ${treated} reached and ${holdout} held out${within}.`;
}
