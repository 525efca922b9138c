import { ABOUT } from '../../src/conversation/scorecard/criteria.ts';
import { CRITERIA, type Criterion, type Sighting } from '../../src/conversation/scorecard/types.ts';
import { PRIOR, type Weights } from '../../src/conversation/scorecard/weigh.ts';

/** What a dialogue's overall score should be by its grade. */
const TARGETS = { good: 85, mixed: 55, poor: 15 } as const;
export type Grade = keyof typeof TARGETS;
/** What a coach would begin with; the fit leaves it only where the corpus pays for it. */
const BEGIN = { kept: 2, broken: 2 } as const;
/** Every rule counts for something, or it could be neither praised nor practised; none counts for more than five of another. */
const [LOWEST, HIGHEST] = [1, 5];
const RIDGE = 0.15;
const KINDS = ['kept', 'broken'] as const;

export interface Seen {
  readonly grade: Grade;
  /** The sum of `sure`, by criterion and kind. */
  readonly sums: Readonly<Record<Criterion, { kept: number; broken: number }>>;
}

export function seenIn(grade: Grade, sightings: readonly Sighting[]): Seen {
  const sums = Object.fromEntries(CRITERIA.map((name) => [name, { kept: 0, broken: 0 }])) as Seen['sums'];
  for (const { rule, kind, sure } of sightings) sums[rule][kind] += sure;
  return { grade, sums };
}

/** The overall score that `weigh` comes to, not rounded. */
export function overall({ sums }: Seen, weights: Weights): number {
  const half = (which: 'direction' | 'control') => {
    let [good, all] = [0, PRIOR];
    for (const name of CRITERIA) {
      if (ABOUT[name].for !== which) continue;
      const kept = sums[name].kept * weights[name].kept;
      const broken = sums[name].broken * weights[name].broken;
      good += kept - broken;
      all += kept + broken;
    }
    return 50 + (50 * good) / all;
  };
  return (half('direction') + half('control')) / 2;
}

/**
 * Whole weights from LOWEST to HIGHEST that bring the scores nearest to their targets, each grade counting alike, by coordinate
 * descent from BEGIN with a ridge towards it; 0 for what is never seen: the same dialogues always give the same table.
 */
export function fitWeights(dialogues: readonly Seen[]): Weights {
  const weights = Object.fromEntries(CRITERIA.map((name) => [name, { ...BEGIN }])) as Record<
    Criterion,
    { kept: number; broken: number }
  >;
  for (const name of CRITERIA)
    for (const kind of KINDS)
      if (!dialogues.some(({ sums }) => sums[name][kind] > 0)) weights[name][kind] = 0;
  const counts = { good: 0, mixed: 0, poor: 0 };
  for (const { grade } of dialogues) counts[grade]++;
  const loss = () => {
    let sum = 0;
    for (const seen of dialogues)
      sum += (overall(seen, weights) - TARGETS[seen.grade]) ** 2 / counts[seen.grade];
    for (const name of CRITERIA)
      for (const kind of KINDS) sum += RIDGE * (weights[name][kind] - BEGIN[kind]) ** 2;
    return sum;
  };
  let best = loss();
  for (let moved = true; moved; ) {
    moved = false;
    for (const name of CRITERIA)
      for (const kind of KINDS) {
        const now = weights[name][kind];
        if (now === 0) continue;
        let top = now;
        for (let weight = LOWEST; weight <= HIGHEST; weight++) {
          weights[name][kind] = weight;
          const tried = loss();
          if (tried < best - 1e-9) {
            best = tried;
            top = weight;
            moved = true;
          }
        }
        weights[name][kind] = top;
      }
  }
  return weights;
}
