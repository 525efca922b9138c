import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClusterSums, designEffect } from './design-effect.ts';

/** The sums over customers, `[outreaches, followed by a contact]` each. */
function clusterSums(customers: readonly (readonly [number, number])[]): ClusterSums {
  const sum = (of: (m: number, y: number) => number) =>
    customers.reduce((total, [m, y]) => total + of(m, y), 0);
  return {
    customers: customers.length,
    units: sum((m) => m),
    contacted: sum((_, y) => y),
    yy: sum((_, y) => y * y),
    ym: sum((m, y) => y * m),
    mm: sum((m) => m * m),
  };
}

const of = (customers: [number, number][]) => designEffect(clusterSums(customers));

test('one outreach a customer counts as an independent trial, but for k/(k-1)', () => {
  const customers = Array.from({ length: 100 }, (_, i): [number, number] => [1, i < 30 ? 1 : 0]);
  expect(of(customers)).toBeCloseTo(100 / 99, 9);
});

test('customers who do always the same with each of their 4 outreaches count as one each', () => {
  const customers = Array.from({ length: 100 }, (_, i): [number, number] => [4, i < 30 ? 4 : 0]);
  expect(of(customers)).toBeCloseTo((4 * 100) / 99, 9);
});

test('customers who are all alike do not count for more than their outreaches', () => {
  expect(of(Array.from({ length: 50 }, (): [number, number] => [2, 1]))).toBe(1);
});

test.each([
  ['one customer', [[5, 2]]],
  [
    'nobody contacted',
    [
      [1, 0],
      [2, 0],
    ],
  ],
  [
    'everybody contacted',
    [
      [1, 1],
      [2, 2],
    ],
  ],
  ['nobody at all', []],
] as [string, [number, number][]][])('%s: not known', (_, customers) => expect(of(customers)).toBeNull());

test('is never below 1 and never above what the sizes allow', () => {
  const customer = fc
    .integer({ min: 1, max: 9 })
    .chain((m) => fc.tuple(fc.constant(m), fc.integer({ min: 0, max: m })));
  fc.assert(
    fc.property(fc.array(customer, { minLength: 2, maxLength: 60 }), (customers) => {
      const effect = of(customers);
      if (effect === null) return;
      const { customers: k, units, mm } = clusterSums(customers);
      expect(effect).toBeGreaterThanOrEqual(1);
      expect(Number.isFinite(effect)).toBe(true);
      expect(effect).toBeLessThanOrEqual(Math.max(1, ((k / (k - 1)) * mm * k) / units) + 1e-9);
    }),
  );
});
