import { type Calibration, calibrateClasses, type Scored } from './calibrate.ts';
import { type ClassifierModel, intoProbabilities } from './classifier.ts';
import { drawnOdds } from './drawn.ts';
import { fitHabit } from './habit.ts';
import { byTimeOf, foldsOf } from './hold-back.ts';
import { type PriorModel, priorOfRows } from './prior.ts';
import { LATELY } from './pulse-features.ts';
import { fitRate, WATCHED } from './rate.ts';
import type { Rows } from './rows.ts';
import { binRows, chooseCuts, emptyForest, growForest, openForest, settingsFor } from './trees/index.ts';

/** With fewer rows than this none are held back to judge by: a small forest is grown and left as it is. */
const FEWEST_TO_JUDGE = 250;
const ROUNDS_UNJUDGED = 20;

/** Every row is judged by what had not seen it; of so many rows, a fifth is enough. */
const ENOUGH_TO_JUDGE_A_PART = 20_000;

/** Moments of one customer are much alike, so that what many rows say may be what few customers say. */
const MUCH_ALIKE = { trees: 'shared' as const, leaves: 4, leastRows: 150, l2: 30, noise: 4 };

/**
 * What is told of the calendar, or is in the prior whole: how long records go back is the same for nearly all customers,
 * so that trees would take it for the time of year.
 */
const NOT_FOR_TREES = [WATCHED, LATELY];

export type FitOptions = {
  /** What the forest only adds to: what a customer contacts about by habit, or how often. */
  prior: 'habit' | 'rate';
  seed: number;
  onRound?: (done: number, total: number) => void;
};

/** A classifier, and what those that had not seen them said of rows: for calibrating what is made of it. */
export type Fitted = {
  model: ClassifierModel;
  heldBack: { probabilities: Float64Array; label: number; weight: number }[];
};

/**
 * Fits a classifier to rows whose labels count into `classes`. Forests grown without one fold of time each (hold-back.ts)
 * are stopped by it, and what they say of it serves to calibrate; then one as large as they on average is grown on all.
 *
 * Where classes were drawn more or less densely (row weights, alike within a class), the fit sees them as drawn, which
 * wastes nothing, and the scores then get the odds put right (King & Zeng, Logistic Regression in Rare Events Data, 2001).
 */
export async function fitClassifier(
  rows: Rows,
  classes: readonly string[],
  { prior: kind, seed, onRound = () => {} }: FitOptions,
): Promise<Fitted> {
  const count = classes.length;
  const cuts = chooseCuts(rows, { leaveOut: NOT_FOR_TREES });
  const table = binRows(rows, cuts);
  const odds = drawnOdds(rows, count);
  const prior: PriorModel =
    kind === 'habit' ? { kind, ...fitHabit(rows, classes) } : { kind, ...fitRate(rows) };
  // The rows are as drawn, the prior is of life as it is.
  const offsets = priorOfRows(prior, rows, classes).map((score, i) => score - (odds[i % count] as number));
  const training = { table, labels: rows.labels, classes: count, offsets };
  const settings = { ...settingsFor(rows.length, count), ...(kind === 'rate' ? MUCH_ALIKE : {}), seed };
  const folds = judgedFolds(rows, kind);
  const most = (folds.length + 1) * settings.rounds;
  const grow = (validation: Int32Array | undefined, rounds: number, before: number) =>
    growForest(
      { ...training, validation },
      { ...settings, rounds },
      { onRound: (done) => onRound(before + done, most) },
    );

  let rounds = 0;
  const scored: Scored[] = [];
  for (const [i, fold] of folds.entries()) {
    const without = await grow(fold, settings.rounds, i * settings.rounds);
    rounds += without.rounds / folds.length;
    const forest = openForest(without);
    for (const row of fold)
      scored.push({
        scores: forest
          .scores(table.columns.map((column) => column[row] as number))
          .map((score, k) => score + (offsets[row * count + k] as number) + (odds[k] as number)),
        label: rows.labels[row] as number,
        weight: rows.weights[row] as number,
      });
  }
  const calibration: Calibration = folds.length
    ? calibrateClasses(scored)
    : { temperature: 1, shifts: new Float64Array(count) };
  const last = folds.length ? Math.ceil(rounds) : ROUNDS_UNJUDGED;
  const forest = await grow(undefined, last, most - settings.rounds);
  const { temperature, shifts } = calibration;
  const model: ClassifierModel = {
    classes: [...classes],
    prior,
    cuts,
    forest,
    temperature,
    shifts: [...shifts],
  };
  const heldBack = scored.map(({ scores, label, weight }) => ({
    probabilities: intoProbabilities(scores.map((score, k) => score / temperature + (shifts[k] as number))),
    label,
    weight,
  }));
  return { model, heldBack };
}

/**
 * The rows that are held back in turn. What came of a moment shows up to a week after it, so that moments are parted into
 * stretches of time as long as can be: else what is held back would be known from what lies beside it.
 */
function judgedFolds(rows: Rows, kind: FitOptions['prior']): Int32Array[] {
  if (rows.length < FEWEST_TO_JUDGE) return [];
  const stretches = kind === 'rate' ? 1 : 4;
  return rows.length < ENOUGH_TO_JUDGE_A_PART
    ? foldsOf(byTimeOf(rows), 3, stretches)
    : foldsOf(byTimeOf(rows), 5, stretches).slice(-1);
}

/** A classifier that knows nothing but how frequent each class is. */
export function constantClassifier(
  classes: readonly string[],
  probabilities: readonly number[],
): ClassifierModel {
  return {
    classes: [...classes],
    prior: { kind: 'frequency', scores: probabilities.map((p) => Math.log(Math.max(p, 1e-9))) },
    cuts: [],
    forest: emptyForest(classes.length),
    temperature: 1,
    shifts: classes.map(() => 0),
  };
}
