import { type Calibration, calibrateClasses, type Scored } from './calibrate.ts';
import { type ClassifierModel, intoProbabilities } from './classifier.ts';
import { drawnOdds } from './drawn.ts';
import { fitHabit } from './habit.ts';
import { byTimeOf, holdBack } from './hold-back.ts';
import { type PriorModel, priorOfRows } from './prior.ts';
import { fitRate } from './rate.ts';
import type { Rows } from './rows.ts';
import { binRows, chooseCuts, emptyForest, growForest, openForest, settingsFor } from './trees/index.ts';

/** With fewer rows held back than this they decide nothing: a small forest is grown and left as it is. */
const FEWEST_TO_JUDGE = 50;
const ROUNDS_UNJUDGED = 20;

/** Moments of one customer are much alike, so that what many rows say may be what few customers say. */
const MUCH_ALIKE = { trees: 'shared' as const, leaves: 4, leastRows: 150, l2: 30, noise: 4 };

export type FitOptions = {
  /** What the forest only adds to: what a customer contacts about by habit, or how often. */
  prior: 'habit' | 'rate';
  seed: number;
  onRound?: (done: number, total: number) => void;
};

/** A classifier, and what one that had not seen them said of the rows held back: for calibrating what is made of it. */
export type Fitted = {
  model: ClassifierModel;
  heldBack: { probabilities: Float64Array; label: number; weight: number }[];
};

/**
 * Fits a classifier to rows whose labels count into `classes`. A forest is stopped and calibrated by rows
 * held back from it (hold-back.ts); then one as large is grown on all.
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
  const { learnt, held } = holdBack(byTimeOf(rows));
  const cuts = chooseCuts(rows);
  const table = binRows(rows, cuts);
  const odds = drawnOdds(rows, count);
  const prior: PriorModel =
    kind === 'habit' ? { kind, ...fitHabit(rows, classes) } : { kind, ...fitRate(rows) };
  // The rows are as drawn, the prior is of life as it is.
  const offsets = priorOfRows(prior, rows, classes).map((score, i) => score - (odds[i % count] as number));
  const training = { table, labels: rows.labels, classes: count, offsets };
  const settings = { ...settingsFor(rows.length, count), ...(kind === 'rate' ? MUCH_ALIKE : {}), seed };
  const grow = (more: { validation?: Int32Array; rounds: number }, before: number) =>
    growForest(
      { ...training, validation: more.validation },
      { ...settings, rounds: more.rounds },
      { onRound: (done) => onRound(before + done, before + 2 * more.rounds) },
    );

  let rounds = ROUNDS_UNJUDGED;
  let scored: Scored[] = [];
  let calibration: Calibration = { temperature: 1, shifts: new Float64Array(count) };
  if (held.length >= FEWEST_TO_JUDGE) {
    const first = await grow({ validation: held, rounds: settings.rounds }, 0);
    rounds = Math.ceil((first.rounds * rows.length) / learnt.length);
    const forest = openForest(first);
    scored = Array.from(held, (row) => ({
      scores: forest
        .scores(table.columns.map((column) => column[row] as number))
        .map((score, k) => score + (offsets[row * count + k] as number) + (odds[k] as number)),
      label: rows.labels[row] as number,
      weight: rows.weights[row] as number,
    }));
    calibration = calibrateClasses(scored);
  }
  const forest = await grow({ rounds }, rounds);
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
