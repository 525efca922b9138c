import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { difference, type Proportion, wilson, Z95 } from './proportion.ts';

test('the 95 % point is the tabled one', () => expect(Z95).toBeCloseTo(1.959964, 6));

/** Newcombe 1998, Stat Med 17:857, table I, method 3. */
const SINGLE: [number, number, number, number][] = [
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
];
test.each(SINGLE)('Wilson: %d of %d is %d to %d', (successes, trials, low, high) => {
  const interval = wilson({ successes, trials });
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

/** Newcombe 1998, Stat Med 17:873, table II, method 10. */
const TWO: [number, number, number, number, number, number][] = [
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
];
test.each(TWO)('Newcombe: %d/%d - %d/%d is %d to %d', (x, m, y, n, low, high) => {
  const result = difference({ successes: x, trials: m }, { successes: y, trials: n });
  expect(result.difference).toBeCloseTo(x / m - y / n, 12);
  expect(result.low).toBeCloseTo(low, 4);
  expect(result.high).toBeCloseTo(high, 4);
});

test.each([
  [-1, 5],
  [6, 5],
  [0, 0],
  [Number.NaN, 5],
])('%d of %d is no proportion', (successes, trials) => {
  expect(() => wilson({ successes, trials })).toThrow(RangeError);
});

const proportion: fc.Arbitrary<Proportion> = fc
  .integer({ min: 1, max: 5000 })
  .chain((trials) =>
    fc.record({ successes: fc.integer({ min: 0, max: trials }), trials: fc.constant(trials) }),
  );

describe('whatever the proportions', () => {
  test('the interval holds the estimate and stays within what is possible', () => {
    fc.assert(
      fc.property(proportion, proportion, (a, b) => {
        const result = difference(a, b);
        expect(result.low).toBeLessThanOrEqual(result.difference + 1e-12);
        expect(result.high).toBeGreaterThanOrEqual(result.difference - 1e-12);
        expect(result.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(result.high).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  test('changing places changes the sign', () => {
    fc.assert(
      fc.property(proportion, proportion, (a, b) => {
        const [one, other] = [difference(a, b), difference(b, a)];
        expect(one.low).toBeCloseTo(-other.high, 9);
        expect(one.high).toBeCloseTo(-other.low, 9);
      }),
    );
  });

  test('more of the same narrows it', () => {
    fc.assert(
      fc.property(proportion, (a) => {
        const more = { successes: a.successes * 4, trials: a.trials * 4 };
        const width = (p: Proportion) => wilson(p).high - wilson(p).low;
        expect(width(more)).toBeLessThan(width(a));
      }),
    );
  });
});
