import type { Sparse } from '../moves/index.ts';
import type { Functions, Table } from './svm.ts';

const SMOOTHING = 0.003;

/**
 * Log ratios of how much a feature weighs in an output's rows and in all others (complement and multinomial naive Bayes,
 * Rennie et al., ICML 2003, on tf-idf). It needs fewer examples than the support vectors and errs elsewhere.
 */
export function fitBayes({ rows, labels, weights, columns, outputs }: Table): Functions {
  const own = Array.from({ length: outputs }, () => new Float64Array(columns));
  const total = new Float64Array(columns);
  for (const [i, { index, value }] of (rows as readonly Sparse[]).entries()) {
    const sums = own[labels[i] as number];
    for (let j = 0; j < index.length; j++) {
      const at = index[j] as number;
      const v = (value[j] as number) * (weights[i] as number);
      if (sums) sums[at] = (sums[at] as number) + v;
      total[at] = (total[at] as number) + v;
    }
  }
  const all = total.reduce((a, b) => a + b, 0);
  // Most outputs lack most features: what they then get is worked out once.
  const without = total.map((t) => Math.log(SMOOTHING / (t + SMOOTHING)));
  const weight = own.map((sums) => {
    const mass = sums.reduce((a, b) => a + b, 0);
    const shift = Math.log((all - mass + SMOOTHING * columns) / (mass + SMOOTHING * columns));
    const w = new Float32Array(columns);
    for (let at = 0; at < columns; at++) {
      const v = sums[at] as number;
      const ratio =
        v === 0 ? without[at] : Math.log((v + SMOOTHING) / ((total[at] as number) - v + SMOOTHING));
      w[at] = (ratio as number) + shift;
    }
    return w;
  });
  return { weight, bias: weight.map(() => 0) };
}
