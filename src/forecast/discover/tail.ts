/** ln Γ(x) for x > 0 (Lanczos, g = 7, as in Numerical Recipes 6.1); error below 1e-13. */
function logGamma(x: number): number {
  const c = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const y = x - 1;
  const sum = c.reduce((all, one, i) => (i === 0 ? one : all + one / (y + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(y + 7.5) - (y + 7.5) + Math.log(sum);
}

/**
 * ln P(X ≥ observed) for a Poisson count X of mean `expected`, for any observed > 0, whole or not: the regularised lower
 * incomplete gamma function by its series, in logarithms so that no p-value becomes 0. 0 where no more was observed than
 * expected: such a thing is never of interest, and the series would be slow.
 */
export function logPoissonTail(observed: number, expected: number): number {
  if (observed <= expected || observed <= 0) return 0;
  if (expected <= 0) return Number.NEGATIVE_INFINITY;
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-15 && n < 10_000; n++) {
    term *= expected / (observed + n);
    sum += term;
  }
  return Math.min(0, observed * Math.log(expected) - expected - logGamma(observed + 1) + Math.log(sum));
}

/** ln P(X ≥ x) of χ² with one degree of freedom: twice the normal tail (Abramowitz & Stegun 7.1.13 bounds it closely). */
export function logChiTail(x: number): number {
  if (x <= 0) return 0;
  const z = Math.sqrt(x);
  return Math.min(
    0,
    Math.log(2) - x / 2 - Math.log(z + Math.sqrt(x + 8 / Math.PI)) + 0.5 * Math.log(2 / Math.PI),
  );
}

/** ln of Chernoff's bound on the chance that of `of` trials, of which `expected` succeed on average, `observed` do. */
export function logChernoff(observed: number, expected: number, of: number): number {
  if (observed <= expected) return 0;
  const term = (found: number, mean: number) => (found <= 0 ? 0 : found * Math.log(found / mean));
  return -Math.max(0, term(observed, expected) + term(of - observed, of - expected));
}
