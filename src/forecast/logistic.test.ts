import { expect, test } from 'vitest';
import { calibrateClasses } from './calibrate.ts';
import { fitLogistic } from './logistic.ts';
import { minimise } from './minimise.ts';
import { seeded } from './random.ts';
import { Rows } from './rows.ts';

test('the least of a narrow valley is found', () => {
  const valley = (x: Float64Array, gradient: Float64Array) => {
    const [a = 0, b = 0] = x;
    gradient.set([2 * (a - 3) + 100 * (a + b), 100 * (a + b)]);
    return (a - 3) ** 2 + 50 * (a + b) ** 2;
  };
  const [a, b] = minimise(valley, new Float64Array(2), { iterations: 100, tolerance: 1e-14 });
  expect(a).toBeCloseTo(3, 4);
  expect(b).toBeCloseTo(-3, 4);
});

test('too sure scores get a temperature above one, and a class too rare in them a shift', () => {
  const random = seeded(3);
  const scored = Array.from({ length: 4000 }, () => ({
    scores: Float64Array.of(Math.log(0.7 / 0.3) * 2 * (random() < 0.5 ? 1 : -1), 0),
    label: 0,
    weight: 1,
  })).map((one) => ({ ...one, label: random() < ((one.scores[0] as number) > 0 ? 0.7 : 0.3) ? 0 : 1 }));
  const even = calibrateClasses(scored);
  expect(even.temperature).toBeCloseTo(2, 0);
  expect(even.shifts[0]).toBeCloseTo(0, 1);
  const shifted = calibrateClasses(scored.map((one) => ({ ...one, label: random() < 0.5 ? 0 : one.label })));
  expect(shifted.shifts[0]).toBeGreaterThan((shifted.shifts[1] as number) + 0.3);
});

/** Rows where `hours` below 3 or a missing `tier` makes class 0 likely, and `noise` means nothing. */
function someRows(count: number, weight: (label: number) => number = () => 1): Rows {
  const random = seeded(7);
  const rows = new Rows();
  for (let i = 0; i < count; i++) {
    const hours = random() * 10;
    const label = random() < (hours < 3 ? 0.9 : 0.2) ? 0 : 1;
    rows.add(
      { 'x/hours/': hours, 'x/noise/': random(), 'x/who/': random() < 0.5 ? 'a' : 'b' },
      label,
      weight(label),
      i,
    );
  }
  return rows;
}

const fitted = (rows: Rows) => fitLogistic(rows, 2, 'contacts');

test('a step in a number is found and noise stays silent', () => {
  const predict = fitted(someRows(3000));
  const at = (hours: number, noise = 0.5) =>
    predict({ 'x/hours/': hours, 'x/noise/': noise, 'x/who/': 'a' })[0] as number;
  expect(at(1)).toBeGreaterThan(0.8);
  expect(at(6)).toBeLessThan(0.3);
  expect(Math.abs(at(6, 0.1) - at(6, 0.9))).toBeLessThan(0.1);
});

test('rows that stand for more of their class than others put the odds right', () => {
  const even = fitted(someRows(3000));
  const rare = fitted(someRows(3000, (label) => (label ? 50 : 1)));
  const odds = (p: Float64Array) => (p[0] as number) / (p[1] as number);
  const ratio = odds(even({ 'x/hours/': 6 })) / odds(rare({ 'x/hours/': 6 }));
  expect(ratio).toBeGreaterThan(25);
  expect(ratio).toBeLessThan(100);
});

test('one class and one row are enough to answer', () => {
  const rows = new Rows();
  rows.add({ 'x/hours/': 1, 'x/huge/': -1e300 }, 0, 1, 0);
  const predict = fitLogistic(rows, 1, 'contacts');
  expect([...predict({})]).toEqual([1]);
  expect([...predict({ 'x/hours/': 'a text where numbers were' })]).toEqual([1]);
});
