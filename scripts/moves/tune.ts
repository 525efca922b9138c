import type { AnnotatedDialogue } from '../../src/conversation/moves/annotated.ts';
import { moveProbabilities } from '../../src/conversation/moves/labeller.ts';
import { scores } from '../../src/conversation/moves/linear.ts';
import type { MovesModel, Tuning } from '../../src/conversation/moves/model.ts';
import { segment } from '../../src/conversation/moves/segment.ts';
import { MOVES, type Move } from '../../src/conversation/moves/types.ts';
import { type Examples, startsOf } from './examples.ts';
import { UNTUNED } from './fit.ts';
import { type BoundaryCount, boundaryCount, f1Of, f1PerClass, mean } from './measure.ts';

/** A model and a part that it was not trained on. */
export interface Fold {
  readonly part: string;
  readonly model: MovesModel;
  readonly dialogues: readonly AnnotatedDialogue[];
  readonly examples: Examples;
}

/** What a fold's held-out part says of everything that is tuned; worked out once, then looked up for any set of folds. */
export interface Trial {
  readonly moves: readonly { readonly views: readonly (readonly number[])[]; readonly y: number }[];
  readonly boundaries: readonly BoundaryCount[];
}

const BIASES = Array.from({ length: 13 }, (_, i) => -1 + i * 0.25);
const MEANINGS = [0.3, 0.4, 0.5];
const TEMPERATURES = Array.from({ length: 21 }, (_, i) => 0.6 + i * 0.05);
const SURE = Array.from({ length: 46 }, (_, i) => 0.5 + i * 0.01);
const BOUNDARIES = [0.7, 1.5].flatMap((boundaryLabels) =>
  [-4, -3, -2].map((boundaryCost) => ({ boundaryLabels, boundaryCost })),
);

/** Boundaries are tried on one turn of so many: the search is the slow part. */
const EVERY = 3;

/** How often a sure stretch shall be right. */
const SURE_ENOUGH = 0.95;

/** A bias must gain so much macro-F1 a unit: small gains on few parts are chance. */
const PRICE = 0.0015;

export function trialOf({ model, examples }: Fold): Trial {
  return {
    moves: examples.moves.map(({ views, y }) => ({
      views: model.moves.map((part, i) => {
        const x = views[i];
        return x ? scores(part, x) : [];
      }),
      y,
    })),
    boundaries: BOUNDARIES.map((setting) => {
      const tuned = { ...model, tuning: { ...model.tuning, ...setting } };
      return examples.turns
        .filter((_, i) => i % EVERY === 0)
        .map(({ context, stretches }) => {
          const truth = stretches.map((stretch) => stretch.text);
          return boundaryCount(startsOf(truth), startsOf(segment(truth.join(' '), context, tuned)));
        })
        .reduce((a, b) => ({ right: a.right + b.right, all: a.all + b.all }), { right: 0, all: 0 });
    }),
  };
}

/** What the trials' parts choose together. */
export function tune(trials: readonly Trial[]): Tuning {
  const even = MOVES.map(() => 0);
  const meaning = least(MEANINGS, (m) =>
    Math.min(...TEMPERATURES.map((t) => logLoss(trials, { bias: even, temperature: t, meaning: m }))),
  );
  const bias = biasOf(trials, meaning);
  const temperature = least(TEMPERATURES, (t) => logLoss(trials, { bias, temperature: t, meaning }));
  const weights = { bias, temperature, meaning };
  const best = least(
    [...BOUNDARIES.keys()],
    (i) => -mean(trials.map(({ boundaries }) => f1Of(boundaries[i] ?? { right: 0, all: 0 }))),
  );
  return { ...UNTUNED, ...weights, sureFrom: sureFrom(trials, weights), ...BOUNDARIES[best] };
}

type Weights = Pick<Tuning, 'bias' | 'temperature' | 'meaning'>;

/** One move after the other, the rare ones first, as it helps the mean over parts of macro-F1; twice. */
function biasOf(trials: readonly Trial[], meaning: number): number[] {
  let bias = MOVES.map(() => 0);
  const gain = (tried: readonly number[]) =>
    mean(trials.map((trial) => mean(f1PerClass(MOVES, named(trial, tried, meaning))))) -
    PRICE * tried.reduce((sum, value) => sum + Math.abs(value), 0);
  for (let round = 0; round < 2; round++)
    for (const move of [...MOVES.keys()].reverse())
      bias = least(
        BIASES.map((value) => bias.map((old, k) => (k === move ? value : old))),
        (tried) => -gain(tried),
      );
  return bias;
}

function named(trial: Trial, bias: readonly number[], meaning: number): (readonly [Move, Move])[] {
  return trial.moves.map(({ views, y }) => {
    const p = moveProbabilities(views, { bias, temperature: 1, meaning });
    return [MOVES[y] ?? 'other', MOVES[p.indexOf(Math.max(...p))] ?? 'other'] as const;
  });
}

function logLoss(trials: readonly Trial[], weights: Weights): number {
  let sum = 0;
  for (const { views, y } of trials.flatMap((trial) => trial.moves))
    sum -= Math.log((moveProbabilities(views, weights)[y] ?? 0) + 1e-12);
  return sum;
}

/** The least probability from which on the chosen moves are right as often as SURE_ENOUGH. */
function sureFrom(trials: readonly Trial[], weights: Weights): number {
  const all = trials
    .flatMap((trial) => trial.moves)
    .map(({ views, y }) => {
      const p = moveProbabilities(views, weights);
      return { best: Math.max(...p), right: p.indexOf(Math.max(...p)) === y };
    });
  const rightFrom = (threshold: number) =>
    mean(all.filter(({ best }) => best >= threshold).map(({ right }) => +right));
  return SURE.find((threshold) => rightFrom(threshold) >= SURE_ENOUGH) ?? 1;
}

function least<T>(values: readonly T[], loss: (value: T) => number): T {
  const losses = values.map(loss);
  const best = values[losses.indexOf(Math.min(...losses))];
  if (best === undefined) throw new Error('nothing to choose from');
  return best;
}
