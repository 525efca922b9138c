import { type Bins, type Cut, slotOf } from './bins.ts';
import { intoProbabilities } from './classifier.ts';
import { minimise } from './minimise.ts';
import type { Rows } from './rows.ts';

/** Rows as the slots they fill, in compressed form: row i fills `slots[starts[i] .. starts[i + 1]]`. */
export type Encoded = {
  starts: Int32Array;
  slots: Int32Array;
  labels: readonly number[];
};

export function encode(rows: Rows, bins: Bins): Encoded {
  const cutOf = new Map(bins.cuts.map((cut, i) => [cut.name, i]));
  const byId = rows.names.map((name) => cutOf.get(name));
  const starts = new Int32Array(rows.length + 1);
  const slots: number[] = [];
  rows.each((row, name, value) => {
    const i = byId[name];
    if (i !== undefined) slots.push(slotOf(bins.cuts[i] as Cut, bins.first[i] as number, value));
    starts[row + 1] = slots.length;
  });
  for (let row = 1; row <= rows.length; row++)
    starts[row] = Math.max(starts[row] as number, starts[row - 1] as number);
  return { starts, slots: Int32Array.from(slots), labels: rows.labels };
}

/**
 * Fits a multinomial logistic regression by maximum likelihood, with an L2 penalty of half `penalty` times the
 * squares, on the given rows. The penalty falls on the step from each bin of a number to the next, so that neighbours
 * differ only where the data say so. Returns such steps, `[slot * classes + class]`, then the biases, unpenalised.
 */
export function fitSteps(
  data: Encoded,
  bins: Bins,
  classes: number,
  rows: Int32Array,
  options: { penalty: number; iterations: number; from?: Float64Array },
): Float64Array {
  const follows = following(bins);
  const size = (bins.slots + 1) * classes;
  const penalty = options.penalty / rows.length;
  const scores = new Float64Array(classes);

  const objective = (steps: Float64Array, gradient: Float64Array): number => {
    const weights = accumulate(steps, follows, classes);
    gradient.fill(0);
    let loss = 0;
    for (const row of rows) {
      const label = data.labels[row] as number;
      scores.set(intoProbabilities(scoreRow(weights, bins.slots, data, row, scores)));
      loss -= Math.log(Math.max(scores[label] as number, 1e-300)) / rows.length;
      scores[label] = (scores[label] as number) - 1;
      for (let k = 0; k < classes; k++) scores[k] = (scores[k] as number) / rows.length;
      for (let i = data.starts[row] as number; i < (data.starts[row + 1] as number); i++)
        addTo(gradient, (data.slots[i] as number) * classes, scores);
      addTo(gradient, bins.slots * classes, scores);
    }
    gather(gradient, follows, classes);
    for (let i = 0; i < bins.slots * classes; i++) {
      const step = steps[i] as number;
      loss += (penalty / 2) * step * step;
      gradient[i] = (gradient[i] as number) + penalty * step;
    }
    return loss;
  };
  return minimise(objective, options.from ?? new Float64Array(size), {
    iterations: options.iterations,
    tolerance: 1e-5,
  });
}

/** 1 for each slot whose weight is that of the slot before and a step more: all but the first bin of a number. */
export function following(bins: Bins): Uint8Array {
  const follows = new Uint8Array(bins.slots);
  for (const [i, cut] of bins.cuts.entries()) {
    const first = bins.first[i] as number;
    if (cut.kind === 'number') follows.fill(1, first + 1, first + cut.edges.length + 1);
  }
  return follows;
}

/** Weights out of steps: running sums within each number. */
export function accumulate(steps: Float64Array, follows: Uint8Array, classes: number): Float64Array {
  const weights = steps.slice();
  for (let slot = 1; slot < follows.length; slot++) {
    if (follows[slot]) addTo(weights, slot * classes, weights.subarray((slot - 1) * classes, slot * classes));
  }
  return weights;
}

/** The gradient of the steps out of that of the weights: the same sums from the other end. */
function gather(gradient: Float64Array, follows: Uint8Array, classes: number): void {
  for (let slot = follows.length - 1; slot > 0; slot--) {
    if (follows[slot])
      addTo(gradient, (slot - 1) * classes, gradient.subarray(slot * classes, (slot + 1) * classes));
  }
}

/** The scores (log odds, up to a constant) of a row's classes, into `scores`. */
export function scoreRow(
  weights: Float64Array,
  slots: number,
  data: Encoded,
  row: number,
  scores: Float64Array,
): Float64Array {
  const classes = scores.length;
  for (let k = 0; k < classes; k++) scores[k] = weights[slots * classes + k] as number;
  for (let i = data.starts[row] as number; i < (data.starts[row + 1] as number); i++) {
    const base = (data.slots[i] as number) * classes;
    for (let k = 0; k < classes; k++) scores[k] = (scores[k] as number) + (weights[base + k] as number);
  }
  return scores;
}

function addTo(target: Float64Array, base: number, what: Float64Array): void {
  for (let k = 0; k < what.length; k++) target[base + k] = (target[base + k] as number) + (what[k] as number);
}
