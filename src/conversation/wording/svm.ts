import type { Sparse } from '../moves/index.ts';
import { shuffle } from './random.ts';

/** What to fit: rows, their labels (0 … outputs − 1, or −1 for none of them) and their weights; `columns` is the width of the rows. */
export interface Table {
  readonly rows: readonly Sparse[];
  readonly labels: readonly number[];
  readonly weights: readonly number[];
  readonly columns: number;
  readonly outputs: number;
}

/** One linear function an output: weight[output][column], and what is added. */
export interface Functions {
  readonly weight: readonly Float32Array[];
  readonly bias: readonly number[];
}

const EPOCHS = 10;
/** An epoch that moved no dual variable by more than this ends the fit. */
const STILL = 0.03;

/**
 * One against the rest: support vector machines with squared hinge loss and L2 penalty, by dual coordinate descent
 * (Hsieh et al., "A dual coordinate descent method for large-scale linear SVM", ICML 2008; the method of LIBLINEAR).
 * `cost` is their C; a row's weight multiplies it.
 */
export function fitSvm(table: Table, cost: number, random: () => number, positive = 1): Functions {
  const squares = Float64Array.from(table.rows, ({ value }) => value.reduce((sum, v) => sum + v * v, 1));
  const weight: Float32Array[] = [];
  const bias: number[] = [];
  for (let output = 0; output < table.outputs; output++) {
    const fitted = fitOne(table, output, cost, positive, squares, random);
    weight.push(fitted.w);
    bias.push(fitted.bias);
  }
  return { weight, bias };
}

function fitOne(
  { rows, labels, weights, columns }: Table,
  output: number,
  cost: number,
  positive: number,
  squares: Float64Array,
  random: () => number,
): { w: Float32Array; bias: number } {
  const w = new Float32Array(columns);
  let bias = 0;
  const alpha = new Float64Array(rows.length);
  let active = Uint32Array.from(rows.keys());
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(active, random);
    let largest = 0;
    let kept = 0;
    for (let a = 0; a < active.length; a++) {
      const i = active[a] as number;
      const { index, value } = rows[i] as Sparse;
      const y = labels[i] === output ? 1 : -1;
      const soft = 1 / (2 * cost * (weights[i] as number) * (y > 0 ? positive : 1));
      let score = bias;
      for (let j = 0; j < index.length; j++)
        score += (w[index[j] as number] as number) * (value[j] as number);
      const before = alpha[i] as number;
      const gradient = y * score - 1 + before * soft;
      // A row well on its side and without a say is left out until the end: it rarely gets one.
      if (before === 0 && gradient > 0.2) continue;
      active[kept++] = i;
      if (before === 0 && gradient >= 0) continue;
      const after = Math.max(0, before - gradient / ((squares[i] as number) + soft));
      const step = (after - before) * y;
      if (step === 0) continue;
      alpha[i] = after;
      largest = Math.max(largest, Math.abs(step));
      bias += step;
      for (let j = 0; j < index.length; j++) {
        const at = index[j] as number;
        w[at] = (w[at] as number) + step * (value[j] as number);
      }
    }
    if (largest < STILL) {
      if (active.length === rows.length) break;
      active = Uint32Array.from(rows.keys());
    } else active = epoch % 4 === 3 ? Uint32Array.from(rows.keys()) : active.slice(0, kept);
  }
  return { w, bias };
}
