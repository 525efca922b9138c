import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logChernoff, logChiTail, logPoissonTail } from './tail.ts';

/** Values of R's `ppois(k - 1, mean, lower.tail = FALSE)`. */
test.each([
  [5, 2, 0.05265302],
  [10, 1, 1.114255e-7],
  [3, 2.5, 0.4561869],
  [1, 0.01, 0.009950166],
])('P(X >= %d | mean %d) is %d', (observed, expected, p) => {
  expect(Math.exp(logPoissonTail(observed, expected))).toBeCloseTo(p, 7);
});

test('what is far beyond a double stays a finite logarithm', () => {
  expect(logPoissonTail(2000, 10)).toBeLessThan(-5000);
  expect(Number.isFinite(logPoissonTail(2000, 10))).toBe(true);
});

test('no more than expected is never of interest', () => {
  expect(logPoissonTail(3, 3)).toBe(0);
  expect(logChernoff(3, 4, 10)).toBe(0);
});

const term = (n: number, k: number, p: number) => {
  let log = k * Math.log(p) + (n - k) * Math.log(1 - p);
  for (let i = 1; i <= k; i++) log += Math.log((n - k + i) / i);
  return Math.exp(log);
};

test('neither bound lies below the binomial tail that it stands for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 60 }), fc.double({ min: 0.01, max: 0.8, noNaN: true }), (n, p) => {
      for (let k = Math.ceil(n * p + 1); k <= n; k++) {
        let tail = 0;
        for (let j = k; j <= n; j++) tail += term(n, j, p);
        if (tail <= 0) continue;
        expect(Math.min(logPoissonTail(k, n * p), logChernoff(k, n * p, n))).toBeGreaterThan(
          Math.log(tail) - 1e-9,
        );
      }
    }),
    { seed: 1 },
  );
});

test.each([
  [3.841, 0.05],
  [6.635, 0.01],
  [10.828, 0.001],
])('P(chi-square >= %d) is about %d', (x, p) => {
  expect(Math.exp(logChiTail(x)) / p).toBeGreaterThan(0.98);
  expect(Math.exp(logChiTail(x)) / p).toBeLessThan(1.1);
});
