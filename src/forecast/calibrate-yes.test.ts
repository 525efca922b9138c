import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyYes, calibrateYes } from './calibrate-yes.ts';
import { along, isotonic } from './isotonic.ts';
import { seeded } from './random.ts';

/** Rows of which `truth` of the said probability comes true. */
function seen(count: number, truth: (said: number) => number) {
  const random = seeded(4);
  return Array.from({ length: count }, () => {
    const score = 0.02 + 0.96 * random();
    return { score, truth: random() < truth(score), weight: 1 };
  });
}

test.each([
  ['few rows by a line', 800, 'platt'],
  ['many by a curve', 16000, 'isotonic'],
])('what is said too surely is put right: %s', (_, count, kind) => {
  const calibration = calibrateYes(seen(count, (said) => 0.25 + said / 2));
  expect(calibration.kind).toBe(kind);
  for (const said of [0.1, 0.3, 0.5, 0.7, 0.9])
    expect(Math.abs(applyYes(calibration, said) - (0.25 + said / 2))).toBeLessThan(0.08);
});

test('a handful of rows, or one answer only, changes nothing', () => {
  for (const rows of [[], seen(20, () => 0.5), seen(500, () => 0), seen(500, () => 1)])
    expect(applyYes(calibrateYes(rows), 0.3)).toBeCloseTo(0.3, 9);
});

const rows = fc.array(
  fc.record({
    score: fc.double({ min: -5, max: 5, noNaN: true }),
    truth: fc.boolean(),
    weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
  }),
  { minLength: 1, maxLength: 60 },
);

test('a lone no below all others does not lift them', () => {
  const others = seen(4000, (said) => said / 10).map((row) => ({ ...row, weight: row.truth ? 1 : 8 }));
  const curve = isotonic([
    ...others,
    { score: 0.001, truth: false, weight: 8 },
    { score: 0.002, truth: true, weight: 1 },
  ]);
  expect(along(curve, 0.05)).toBeLessThan(0.2);
  const above = isotonic([
    { score: 0, truth: false, weight: 1 },
    { score: 0.5, truth: false, weight: 1 },
    { score: 1, truth: true, weight: 1 },
  ]);
  expect(above.to).toEqual([0.25, 0.625]);
});

test('a curve never falls and stays between 0 and 1, and its knots ascend', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const curve = isotonic(given);
      const said = [-6, -2, -0.5, 0, 0.5, 2, 6].map((score) => along(curve, score));
      for (const [i, p] of said.entries()) {
        expect(p).toBeGreaterThanOrEqual(i ? (said[i - 1] as number) - 1e-12 : 0);
        expect(p).toBeLessThanOrEqual(1);
      }
      for (let i = 1; i < curve.from.length; i++)
        expect(curve.from[i]).toBeGreaterThan(curve.from[i - 1] as number);
    }),
  );
});
