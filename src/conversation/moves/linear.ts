import type { Sparse } from './sparse.ts';

/** Weights of `outputs` linear functions over hashed features, a byte each: bytes[feature × outputs + output] × scale[output]. */
export interface Linear {
  readonly outputs: number;
  readonly bytes: Int8Array;
  readonly scale: readonly number[];
  readonly bias: readonly number[];
}

/** One score an output, before softmax or the logistic function. */
export function scores(model: Linear, x: Sparse): number[] {
  return weighed(model, x).map((score, k) => score + (model.bias[k] ?? 0));
}

/** The scores without the bias: what some features add to the scores of others. */
export function weighed(model: Linear, x: Sparse): number[] {
  const { outputs, bytes } = model;
  const sums = new Float64Array(outputs);
  for (let i = 0; i < x.index.length; i++) {
    const row = (x.index[i] ?? 0) * outputs;
    const value = x.value[i] ?? 0;
    for (let k = 0; k < outputs; k++) sums[k] = (sums[k] ?? 0) + value * (bytes[row + k] ?? 0);
  }
  return Array.from(sums, (sum, k) => sum * (model.scale[k] ?? 0));
}

/** Probabilities that sum to 1; a higher temperature makes them more even. */
export function softmax(z: readonly number[], temperature = 1): number[] {
  const top = Math.max(...z);
  const e = z.map((score) => Math.exp((score - top) / temperature));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((value) => value / sum);
}
