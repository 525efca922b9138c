import { LANES } from './histogram.ts';
import type { Sketch } from './sketch.ts';
import type { ForestSettings } from './types.ts';

/** The target of a tree that adds to all classes. */
export const ALL = -1;

/** What boosting knows of every row between rounds; matrices are `[row * classes + class]`. */
export type Boosting = {
  classes: number;
  labels: Int32Array;
  weights: Float64Array;
  scores: Float64Array;
  /** P(class) of the rows of this round. */
  chances: Float32Array;
  lanes: Float64Array;
};

/** The P(class) of each of `rows`, into `chances`. */
export function updateChances(state: Boosting, rows: Int32Array): void {
  const { classes, scores, chances } = state;
  for (let i = 0; i < rows.length; i++) {
    const base = (rows[i] as number) * classes;
    let most = scores[base] as number;
    for (let k = 1; k < classes; k++) {
      const score = scores[base + k] as number;
      if (score > most) most = score;
    }
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      const odds = Math.exp((scores[base + k] as number) - most);
      chances[base + k] = odds;
      sum += odds;
    }
    const whole = 1 / sum;
    for (let k = 0; k < classes; k++) chances[base + k] = (chances[base + k] as number) * whole;
  }
}

/** The mean of p (1 − p) of each class over `rows`. */
export function meanHessians(state: Boosting, rows: Int32Array): Float64Array {
  const { classes, chances, weights } = state;
  const means = new Float64Array(classes);
  let whole = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const weight = weights[row] as number;
    whole += weight;
    for (let k = 0; k < classes; k++) {
      const p = chances[row * classes + k] as number;
      means[k] = (means[k] as number) + weight * p * (1 - p);
    }
  }
  return means.map((sum) => sum / whole);
}

/** The lanes of each of `rows`: a count, the trace of the Hessian, and the gradients of the sketch's classes. */
export function updateLanes(state: Boosting, rows: Int32Array, { chosen, stretch }: Sketch): void {
  const { classes, chances, labels, weights, lanes } = state;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const base = row * classes;
    const weight = weights[row] as number;
    const label = labels[row] as number;
    const lane = row * LANES;
    let squares = 0;
    for (let k = 0; k < classes; k++) squares += (chances[base + k] as number) ** 2;
    lanes[lane] = 1;
    lanes[lane + 1] = weight * Math.max(1 - squares, 0);
    for (let s = 0; s < chosen.length; s++) {
      const k = chosen[s] as number;
      const gradient = (chances[base + k] as number) - (k === label ? 1 : 0);
      lanes[lane + 2 + s] = weight * gradient * (stretch[s] as number);
    }
  }
}

/** The same lanes for one class alone: a count, its Hessian and its gradient. */
export function updateLanesOf(state: Boosting, rows: Int32Array, target: number): void {
  const { classes, chances, labels, weights, lanes } = state;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const p = chances[row * classes + target] as number;
    const weight = weights[row] as number;
    const lane = row * LANES;
    lanes[lane] = 1;
    lanes[lane + 1] = weight * p * (1 - p);
    lanes[lane + 2] = weight * (labels[row] === target ? p - 1 : p);
    for (let l = 3; l < LANES; l++) lanes[lane + l] = 0;
  }
}

/** No step of one leaf is longer than this many nats: a rare class has next to no Hessian to hold it. */
const LONGEST_STEP = 4;

/**
 * A Newton step of a leaf for the class that the tree is for, or for every class, from the diagonal of the Hessian,
 * p (1 − p) (Friedman, Greedy Function Approximation, 2001, with the l2 penalty of XGBoost), times `rate`; rounded as
 * it will be stored. A gradient's own variance is its Hessian, and `noise` times it of its square is taken for chance
 * (the positive-part estimate of James & Stein, 1961): most classes have no say in most leaves, and a step that only
 * follows chance is not taken.
 */
export function leafValues(
  state: Boosting,
  rows: Int32Array,
  target: number,
  { l2, rate, noise }: Pick<ForestSettings, 'l2' | 'rate' | 'noise'>,
  values: Float32Array,
): void {
  const { classes, chances, labels, weights } = state;
  const first = target === ALL ? 0 : target;
  const gradients = new Float64Array(values.length);
  const hessians = new Float64Array(values.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const base = row * classes + first;
    const weight = weights[row] as number;
    for (let k = 0; k < values.length; k++) {
      const p = chances[base + k] as number;
      const pull = weight * p;
      gradients[k] = (gradients[k] as number) + pull;
      hessians[k] = (hessians[k] as number) + pull * (1 - p);
    }
    const own = (labels[row] as number) - first;
    if (own >= 0 && own < values.length) gradients[own] = (gradients[own] as number) - weight;
  }
  for (let k = 0; k < values.length; k++) {
    const gradient = gradients[k] as number;
    const hessian = Math.max(hessians[k] as number, 0);
    const certain = Math.max(0, 1 - (noise * hessian) / (gradient * gradient + 1e-12));
    const step = (-gradient * certain) / (hessian + l2 + 1e-9);
    values[k] = rate * Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));
  }
}

/** Adds each row's leaf to its scores. `values` is `[leaf * classes + class]`, or `[leaf]` of the target's class. */
export function addLeaves(
  state: Boosting,
  rows: Int32Array,
  leafOf: Int32Array,
  target: number,
  values: Float32Array,
): void {
  const { classes, scores } = state;
  const first = target === ALL ? 0 : target;
  const width = target === ALL ? classes : 1;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const base = row * classes + first;
    const leaf = (leafOf[row] as number) * width;
    for (let k = 0; k < width; k++)
      scores[base + k] = (scores[base + k] as number) + (values[leaf + k] as number);
  }
}

/** The weighted mean of −log P(the row's class), in nats, or null without rows that weigh anything. */
export function logLoss(state: Boosting, rows: Int32Array): number | null {
  const { classes, scores, labels, weights } = state;
  let loss = 0;
  let whole = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const base = row * classes;
    const own = scores[base + (labels[row] as number)] as number;
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += Math.exp((scores[base + k] as number) - own);
    loss += (weights[row] as number) * Math.log(sum);
    whole += weights[row] as number;
  }
  return whole > 0 ? loss / whole : null;
}
