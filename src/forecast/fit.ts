import { type Bins, chooseBins } from './bins.ts';
import { temperatureOf } from './calibrate.ts';
import type { Rows } from './rows.ts';
import type { SoftmaxModel } from './softmax.ts';
import { accumulate, type Encoded, encode, fitSteps, following, scoreRow } from './softmax-fit.ts';

/**
 * Strength of the L2 penalty and length of the search: of values tried on the airline's and the broadband company's
 * histories these were best. Moments of one customer are much alike, so that they count for less than their number.
 */
const SETTINGS = {
  contacts: { penalty: 14, iterations: 40 },
  moments: { penalty: 300, iterations: 30 },
};
/** Rounds that the weights need to take in the rows held back. */
const LAST_FIT = 20;
/** The last part of the training time, on which the temperature is fitted. */
const HELD_BACK = 0.15;
const FEWEST_TO_CALIBRATE = 50;

/**
 * Fits a model of P(class | features) to rows whose labels count into `classes`: bins, weights, and a temperature
 * fitted on the newest rows by weights that have not seen them; then the weights see these rows too.
 *
 * Where classes were drawn more or less densely (row weights, alike within a class), the fit sees them as drawn, which
 * wastes nothing, and the biases then put the odds right (King & Zeng, Logistic Regression in Rare Events Data, 2001).
 */
export function fitSoftmax(
  rows: Rows,
  classes: readonly string[],
  kind: keyof typeof SETTINGS,
): SoftmaxModel {
  const settings = SETTINGS[kind];
  const bins = chooseBins(rows);
  const data = encode(rows, bins);
  const follows = following(bins);
  const count = classes.length;
  const byTime = Int32Array.from(rows.labels.keys()).sort(
    (a, b) => (rows.times[a] as number) - (rows.times[b] as number),
  );
  const early = byTime.subarray(0, Math.ceil(byTime.length * (1 - HELD_BACK)));
  const late = byTime.subarray(early.length);
  const first = fitSteps(data, bins, count, early, settings);
  const odds = drawnOdds(rows, count);
  const unseen = withOdds(accumulate(first, follows, count), odds);
  const scored = Array.from(late, (row) => ({
    scores: scoreRow(unseen, bins.slots, data, row, new Float64Array(count)),
    label: rows.labels[row] as number,
    weight: rows.weights[row] as number,
  }));
  const temperature = scored.length < FEWEST_TO_CALIBRATE ? 1 : temperatureOf(scored);
  const steps = fitSteps(data, bins, count, byTime, { ...settings, iterations: LAST_FIT, from: first });
  const weights = withOdds(accumulate(steps, follows, count), odds).map(round);
  return {
    classes: [...classes],
    cuts: [...bins.cuts],
    weights: [...weights],
    means: meansOf(data, rows.weights, bins, weights, count),
    temperature: round(temperature),
  };
}

/** A model that knows nothing but how frequent each class is. */
export function constantModel(classes: readonly string[], probabilities: readonly number[]): SoftmaxModel {
  const weights = probabilities.map((p) => round(Math.log(Math.max(p, 1e-9))));
  return { classes: [...classes], cuts: [], weights, means: [], temperature: 1 };
}

/** For how many of its kind a drawn row of each class stands, as logarithms. */
function drawnOdds(rows: Rows, classes: number): number[] {
  const odds = new Array<number>(classes).fill(0);
  for (const [row, label] of rows.labels.entries()) odds[label] = Math.log(rows.weights[row] as number);
  return odds;
}

function withOdds(weights: Float64Array, odds: readonly number[]): Float64Array {
  const biases = weights.length - odds.length;
  for (const [k, odd] of odds.entries()) weights[biases + k] = (weights[biases + k] as number) + odd;
  return weights;
}

function meansOf(
  data: Encoded,
  rowWeights: readonly number[],
  bins: Bins,
  weights: Float64Array,
  classes: number,
): number[] {
  const featureOf = new Int32Array(bins.slots);
  for (const [i, first] of bins.first.entries()) featureOf.fill(i, first);
  const means = new Float64Array(bins.cuts.length * classes);
  let total = 0;
  for (const [row, weight] of rowWeights.entries()) {
    total += weight;
    for (let i = data.starts[row] as number; i < (data.starts[row + 1] as number); i++) {
      const slot = data.slots[i] as number;
      const base = (featureOf[slot] as number) * classes;
      for (let k = 0; k < classes; k++)
        means[base + k] = (means[base + k] as number) + weight * (weights[slot * classes + k] as number);
    }
  }
  return Array.from(means, (sum) => round(sum / total));
}

/** Five decimals are more than the data can tell, and the stored model is the one that was tried. */
function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
