/** Log odds of yes: a constant, then a weight for each input. */
export type LogOdds = readonly number[];

const STEPS = 60;

/**
 * Logistic regression by Newton's steps on inputs brought to mean 0 and variance 1. `pull` is the weight of the belief
 * that no input tells anything, in rows; `weights` should sum to what the rows are worth.
 */
export function fitLogistic(
  inputs: readonly (readonly number[])[],
  yes: readonly boolean[],
  weights: readonly number[],
  pull: number,
): LogOdds {
  const width = inputs[0]?.length ?? 0;
  const mass = weights.reduce((a, b) => a + b, 0) || 1;
  const average = (of: (row: readonly number[]) => number) =>
    inputs.reduce((sum, row, i) => sum + (weights[i] as number) * of(row), 0) / mass;
  const mean = Array.from({ length: width }, (_, j) => average((row) => row[j] as number));
  const spread = mean.map((m, j) => Math.sqrt(average((row) => ((row[j] as number) - m) ** 2)) || 1);
  const rows = inputs.map((row) => [
    1,
    ...row.map((v, j) => (v - (mean[j] as number)) / (spread[j] as number)),
  ]);
  let w = new Array<number>(width + 1).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const slope = w.map((v) => -pull * v);
    const curve = w.map((_, a) => w.map((__, b) => (a === b ? pull : 0)));
    for (const [i, row] of rows.entries()) {
      const p = logistic(dot(w, row));
      const weight = weights[i] as number;
      const bend = weight * Math.max(p * (1 - p), 1e-6);
      for (const [a, v] of row.entries()) {
        slope[a] = (slope[a] as number) + weight * ((yes[i] ? 1 : 0) - p) * v;
        const line = curve[a] as number[];
        for (const [b, u] of row.entries()) line[b] = (line[b] as number) + bend * v * u;
      }
    }
    const by = solve(curve, slope);
    // A step too far would overshoot where the curve is flat.
    const long = Math.max(...by.map(Math.abs));
    w = w.map((v, j) => v + (by[j] as number) / Math.max(1, long));
    if (long < 1e-6) break;
  }
  const slopes = spread.map((s, j) => (w[j + 1] as number) / s);
  return [(w[0] as number) - dot(slopes, mean), ...slopes];
}

export function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** The log odds of inputs. */
export function oddsOf([constant = 0, ...slopes]: LogOdds, inputs: readonly number[]): number {
  return constant + dot(slopes, inputs);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, v, j) => sum + v * (b[j] as number), 0);
}

/** Gauss's elimination; the matrix is symmetric and positive definite, and is used up. */
function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  for (let a = 0; a < n; a++) {
    const line = matrix[a] as number[];
    for (let b = a + 1; b < n; b++) {
      const other = matrix[b] as number[];
      const part = (other[a] as number) / (line[a] as number);
      for (let c = a; c < n; c++) other[c] = (other[c] as number) - part * (line[c] as number);
      right[b] = (right[b] as number) - part * (right[a] as number);
    }
  }
  const found = new Array<number>(n).fill(0);
  for (let a = n - 1; a >= 0; a--) {
    const line = matrix[a] as number[];
    const rest = found.reduce((sum, v, b) => (b > a ? sum + v * (line[b] as number) : sum), 0);
    found[a] = ((right[a] as number) - rest) / (line[a] as number);
  }
  return found;
}
