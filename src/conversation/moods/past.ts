import { FLAGS, type LabelledTurn, MOODS, type Sparse } from '../moves/index.ts';

/** Scores of one turn by itself, in the order of MOODS and then of FLAGS: by its words, then by its meaning. */
export type Scores = readonly number[];

/** A mood outlasts the turn it shows in: how much of it is left a turn later. */
const STAYS = 0.6;
const ALL = [...MOODS, ...FLAGS];

/** Inputs of the second stage for flags: the scores of the first. */
export function flagInputs(scores: Scores): Sparse {
  return dense(scores.map((score) => score / 3));
}

/** Inputs of the second stage for moods: the scores of the first, and how the customer was in the turns before. */
export function moodInputs(scores: Scores, before: readonly LabelledTurn[]): Sparse {
  const past = before.flatMap((turn) =>
    turn.speaker === 'customer'
      ? [
          [
            ...MOODS.map((mood) => turn.moodProbabilities[mood]),
            ...FLAGS.map((flag) => turn.flagProbabilities[flag]),
          ],
        ]
      : [],
  );
  const last = past.at(-1) ?? [];
  const of = (sum: (k: number) => number) => ALL.map((_, k) => sum(k));
  return dense([
    ...scores.map((score) => score / 3),
    past.length === 0 ? 1 : 0,
    ...of((k) => last[k] ?? 0),
    ...of((k) => past.reduce((sum, p) => sum + (p[k] ?? 0), 0) / (past.length || 1)),
    ...of((k) => past.reduce((sum, p) => STAYS * sum + (1 - STAYS) * (p[k] ?? 0), 0)),
  ]);
}

function dense(values: readonly number[]): Sparse {
  return { index: Int32Array.from(values.keys()), value: Float32Array.from(values) };
}

export const SCORES = ALL.length * 2;
export const PAST_SIZE = SCORES + ALL.length * 3 + 1;
