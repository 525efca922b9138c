import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adjusted, familywise } from './discoveries.ts';

const logs = (ps: number[]) => ps.map(Math.log);
const ps = (logs: number[]) => logs.map((log) => Math.round(Math.exp(log) * 1e4) / 1e4);

test('Benjamini and Yekutieli: R, p.adjust(c(0.001, 0.01, 0.02, 0.5), "BY")', () => {
  expect(ps(adjusted(logs([0.5, 0.001, 0.02, 0.01]), 4))).toEqual([1, 0.0083, 0.0556, 0.0417]);
});

test('tests that were made but not listed count', () => {
  const [few = 0] = adjusted([Math.log(0.001)], 1);
  const [many = 0] = adjusted([Math.log(0.001)], 1000);
  expect(many).toBeGreaterThan(few);
  expect(many).toBe(0);
});

test('Holm: R, p.adjust(c(0.01, 0.02, 0.03), "holm")', () => {
  expect(ps(familywise(logs([0.03, 0.01, 0.02])))).toEqual([0.04, 0.03, 0.04]);
});

test('neither makes anything surer, and both keep the order', () => {
  const p = fc.array(fc.double({ min: 1e-9, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(p, (values) => {
      for (const corrected of [adjusted(logs(values), values.length), familywise(logs(values))]) {
        const order = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
        for (const [rank, i] of order.entries()) {
          expect(corrected[i]).toBeGreaterThanOrEqual(Math.log(values[i] ?? 1) - 1e-9);
          expect(corrected[i]).toBeLessThanOrEqual(0);
          if (rank)
            expect(corrected[i]).toBeGreaterThanOrEqual((corrected[order[rank - 1] ?? 0] ?? 0) - 1e-9);
        }
      }
    }),
    { seed: 1 },
  );
});
