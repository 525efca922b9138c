import { ABOUT, type Evidence } from '../../conversation/index.ts';
import type { TalkScore } from './talk.ts';

interface Spread {
  readonly median: number;
  readonly mean: number;
}

/** A rule that talks lost points by: points of a talk on the average (below 0), and in how many talks. */
interface Lost {
  readonly rule: Evidence['rule'];
  readonly name: string;
  readonly points: number;
  readonly talks: number;
}

export interface Summary {
  readonly talks: number;
  readonly turns: number;
  readonly overall: Spread;
  readonly direction: Spread;
  readonly control: Spread;
  /** The rule that cost most first. */
  readonly worst: readonly Lost[];
}

/** What many talks come to; of none, zeros. */
export function summarise(talks: readonly TalkScore[]): Summary {
  return {
    talks: talks.length,
    turns: talks.reduce((sum, { cycle }) => sum + cycle.length, 0),
    overall: spread(talks.map(({ overall }) => overall)),
    direction: spread(talks.map(({ direction }) => direction)),
    control: spread(talks.map(({ control }) => control)),
    worst: worstOf(talks),
  };
}

function worstOf(talks: readonly TalkScore[]): Lost[] {
  const lost = new Map<Evidence['rule'], { points: number; talks: Set<TalkScore> }>();
  for (const talk of talks) {
    for (const { rule, points } of talk.evidence) {
      if (points >= 0) continue;
      const sum = lost.get(rule) ?? { points: 0, talks: new Set() };
      lost.set(rule, { points: sum.points + points, talks: sum.talks.add(talk) });
    }
  }
  return [...lost]
    .map(([rule, sum]) => ({
      rule,
      name: ABOUT[rule].name,
      points: tenth(sum.points / talks.length),
      talks: sum.talks.size,
    }))
    .sort((a, b) => a.points - b.points);
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return { median: tenth(median), mean: tenth(mean) };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
