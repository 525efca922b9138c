import { expect, test } from 'vitest';
import { temperatureOf } from './calibrate.ts';
import { fitSoftmax } from './fit.ts';
import { minimise } from './minimise.ts';
import { seeded } from './random.ts';
import { Rows } from './rows.ts';
import { openSoftmax } from './softmax.ts';

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

test('too sure scores get a temperature above one', () => {
  const random = seeded(3);
  const scored = Array.from({ length: 2000 }, () => ({
    scores: Float64Array.of(Math.log(0.7 / 0.3) * 2, 0),
    label: random() < 0.7 ? 0 : 1,
    weight: 1,
  }));
  expect(temperatureOf(scored)).toBeCloseTo(2, 0);
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

test('a step in a number is found, noise stays silent, and the same rows give the same model', () => {
  const model = fitSoftmax(someRows(3000), ['yes', 'no'], 'contacts');
  const { predict, grounds } = openSoftmax(model);
  const at = (hours: number) => predict({ 'x/hours/': hours, 'x/noise/': 0.5, 'x/who/': 'a' })[0];
  expect(at(1)).toBeGreaterThan(0.8);
  expect(at(6)).toBeLessThan(0.3);
  const told = grounds({ 'x/hours/': 1, 'x/noise/': 0.5, 'x/who/': 'a' }, 0, 0.3);
  expect(told.map(({ name, value }) => [name, value])).toEqual([['x/hours/', 1]]);
  expect(fitSoftmax(someRows(3000), ['yes', 'no'], 'contacts')).toEqual(model);
  expect(openSoftmax(JSON.parse(JSON.stringify(model))).predict({ 'x/hours/': 1 })).toEqual(
    predict({ 'x/hours/': 1 }),
  );
});

test('rows that stand for more of their class than others put the odds right', () => {
  const even = openSoftmax(fitSoftmax(someRows(3000), ['yes', 'no'], 'contacts'));
  const rare = openSoftmax(
    fitSoftmax(
      someRows(3000, (label) => (label ? 50 : 1)),
      ['yes', 'no'],
      'contacts',
    ),
  );
  const odds = (p: Float64Array) => (p[0] as number) / (p[1] as number);
  const ratio = odds(even.predict({ 'x/hours/': 6 })) / odds(rare.predict({ 'x/hours/': 6 }));
  expect(ratio).toBeGreaterThan(25);
  expect(ratio).toBeLessThan(100);
});

test('one class and one row are enough to answer', () => {
  const rows = new Rows();
  rows.add({ 'x/hours/': 1, 'x/huge/': -1e300 }, 0, 1, 0);
  const { predict } = openSoftmax(fitSoftmax(rows, ['only'], 'contacts'));
  expect([...predict({})]).toEqual([1]);
  expect([...predict({ 'x/hours/': 'a text where numbers were' })]).toEqual([1]);
});
