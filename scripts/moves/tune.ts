import type { AnnotatedDialogue } from '../../src/conversation/moves/annotated.ts';
import { createLabeller } from '../../src/conversation/moves/labeller.ts';
import { scores, softmax } from '../../src/conversation/moves/linear.ts';
import type { MovesModel, Tuning } from '../../src/conversation/moves/model.ts';
import type { MoodReader } from '../../src/conversation/moves/types.ts';
import type { Examples } from './examples.ts';
import { UNTUNED } from './fit.ts';
import { boundaryF1, labelAll, type Pair } from './measure.ts';

/** A model and a part that neither it nor `moods` was trained on. */
export interface Fold {
  readonly part: string;
  readonly model: MovesModel;
  readonly moods: MoodReader;
  readonly dialogues: readonly AnnotatedDialogue[];
  readonly examples: Examples;
}

const TEMPERATURES = Array.from({ length: 21 }, (_, i) => 0.6 + i * 0.05);
const COSTS = [-3, -2.5, -2, -1.5, -1];

/** What the folds' held-out parts choose together; costs are tried with the labels' weight found best on parts 3 and 8. */
export function tune(folds: readonly Fold[], tick: (what: string) => void): Tuning {
  const moveTemperature = least(TEMPERATURES, (t) => logLoss(folds, t));
  const tuned = { ...UNTUNED, moveTemperature, boundaryLabels: 3 };
  const boundaryCost = least(COSTS, (cost) => {
    const tuning = { ...tuned, boundaryCost: cost };
    const pairs: Pair[] = folds.flatMap(({ model, moods, dialogues }) =>
      labelAll(dialogues, createLabeller({ ...model, tuning }, moods), false),
    );
    tick(`boundary cost ${cost}`);
    return -boundaryF1(pairs);
  });
  return { ...tuned, boundaryCost };
}

function least(values: readonly number[], loss: (value: number) => number): number {
  const losses = values.map(loss);
  return values[losses.indexOf(Math.min(...losses))] ?? 0;
}

const cached = new WeakMap<Fold, number[][]>();

function logLoss(folds: readonly Fold[], temperature: number): number {
  let sum = 0;
  for (const fold of folds) {
    const z = cached.get(fold) ?? fold.examples.moves.map(({ x }) => scores(fold.model.moves, x));
    cached.set(fold, z);
    for (const [i, { y }] of fold.examples.moves.entries())
      sum -= Math.log((softmax(z[i] ?? [], temperature)[y] ?? 0) + 1e-12);
  }
  return sum;
}
