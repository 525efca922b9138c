import type { Sparse } from '../moves/index.ts';
import { fitBayes } from './bayes.ts';
import { type Functions, fitSvm, type Table } from './svm.ts';

/** LIBLINEAR's C, how much more a row of the reason itself counts, and the part of naive Bayes in the sum. */
const COST = 0.5;
const OWN = 5;
const BAYES = 0.6;
/** Rows by which the spread of scores is measured. */
const MEASURED = 150;

/**
 * One linear function a reason: the support vectors' and naive Bayes' scores, each brought to a spread of 1 among the
 * reasons of a text, added up. A row with label −1 is of none of them.
 */
export function fitScorer(table: Table, random: () => number): Functions {
  const svm = fitSvm(table, COST, random, OWN);
  const bayes = fitBayes(table);
  const a = 1 / spread(svm, table.rows);
  const b = BAYES / spread(bayes, table.rows);
  centre(bayes);
  for (const [k, w] of svm.weight.entries()) {
    const other = bayes.weight[k] as Float32Array;
    for (let at = 0; at < w.length; at++) w[at] = a * (w[at] as number) + b * (other[at] as number);
  }
  return { weight: svm.weight, bias: svm.bias.map((v) => a * v) };
}

export function scoreOf({ weight, bias }: Functions, { index, value }: Sparse): number[] {
  return weight.map((w, k) => {
    let sum = bias[k] as number;
    for (let j = 0; j < index.length; j++) sum += (w[index[j] as number] as number) * (value[j] as number);
    return sum;
  });
}

/** Takes from every column its mean: naive Bayes tells reasons apart, but not whether it is any of them. */
function centre({ weight }: Functions): void {
  const columns = weight[0]?.length ?? 0;
  for (let at = 0; at < columns; at++) {
    let sum = 0;
    for (const w of weight) sum += w[at] as number;
    for (const w of weight) w[at] = (w[at] as number) - sum / weight.length;
  }
}

/** Root of the mean variance among the reasons' scores of a text; 1 when they do not differ. */
function spread(functions: Functions, rows: readonly Sparse[]): number {
  const step = Math.max(1, Math.floor(rows.length / MEASURED));
  let sum = 0;
  let count = 0;
  for (let i = 0; i < rows.length; i += step) {
    const scores = scoreOf(functions, rows[i] as Sparse);
    const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
    sum += scores.reduce((a, b) => a + (b - mean) ** 2, 0) / scores.length;
    count++;
  }
  return Math.sqrt(sum / (count || 1)) || 1;
}
