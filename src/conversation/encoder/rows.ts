import type { Norm } from './model.ts';

const EPSILON = 1e-6;

/** Layer norm (Ba et al. 2016, arXiv 1607.06450) of the first `rows` rows of `scale.length` floats. */
export function normalise(from: Float32Array, to: Float32Array, rows: number, { scale, bias }: Norm): void {
  const width = scale.length;
  for (let at = 0; at < rows * width; at += width) {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += from[at + i] ?? 0;
    const mean = sum / width;
    let squares = 0;
    for (let i = 0; i < width; i++) squares += ((from[at + i] ?? 0) - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / width + EPSILON);
    for (let i = 0; i < width; i++)
      to[at + i] = ((from[at + i] ?? 0) - mean) * factor * (scale[i] ?? 0) + (bias[i] ?? 0);
  }
}

export function add(to: Float32Array, from: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) to[i] = (to[i] ?? 0) + (from[i] ?? 0);
}

/** The mean of `count` rows from row `first` on, to row `row` of `to`. */
export function average(
  from: Float32Array,
  first: number,
  count: number,
  to: Float32Array,
  row: number,
  width: number,
): void {
  const out = row * width;
  to.fill(0, out, out + width);
  for (let at = first * width; at < (first + count) * width; at += width)
    for (let i = 0; i < width; i++) to[out + i] = (to[out + i] ?? 0) + (from[at + i] ?? 0) / count;
}

/** The hyperbolic tangent of each number, all divided by their length. */
export function squashed(row: Float32Array): Float32Array {
  const bent = row.map(Math.tanh);
  const length = Math.sqrt(bent.reduce((sum, x) => sum + x * x, 0));
  return bent.map((x) => x / Math.max(length, Number.MIN_VALUE));
}
