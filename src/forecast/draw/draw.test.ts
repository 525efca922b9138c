import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Coverage } from '../coverage.ts';
import type { ReliabilityGroup } from '../metrics.ts';
import type { Evaluation } from '../types.ts';
import { axisFor } from './axis.ts';
import { chanceOf, withinChance } from './chance.ts';
import { CoverageCurve } from './coverage-curve.tsx';
import { evaluationDocument } from './document.tsx';
import { Reliability } from './reliability.tsx';
import { share, tick } from './words.ts';

const group = (said: number, came: number, weight = 100): ReliabilityGroup => ({
  said,
  came,
  weight,
  effective: weight,
});
const small = [0.0005, 0.0006, 0.0007, 0.001, 0.01, 0.07].map((said) => group(said, said * 1.1));
const reliability = (groups: ReliabilityGroup[]) =>
  String(Reliability({ id: 'r', heading: 'A contact', groups, weighedIn: 'Contacts' }));
const coverage = (rows: Coverage[]) => String(CoverageCurve({ id: 'c', coverage: rows }));
const count = (text: string, what: RegExp) => (text.match(what) ?? []).length;
const at = (threshold: number, share: number, precision: number | null): Coverage => ({
  threshold,
  contacts: share * 1000,
  coverage: share,
  precision,
});

test.each([
  [0.00054, '0.054\u00a0%'],
  [0.0317, '3.2\u00a0%'],
  [0.3229, '32.3\u00a0%'],
  [0.99999, '100.0\u00a0%'],
  [0, '0\u00a0%'],
  [1, '100\u00a0%'],
  [null, '–'],
  [Number.NaN, '–'],
])('%d as a share is %s', (value, words) => expect(share(value)).toBe(words));

test('a dot, its chance and a row of numbers for each group', () => {
  const drawn = reliability([group(0.2, 0.25), group(0.6, 0.5), group(0.9, 0.9, 400)]);
  expect(count(drawn, /<circle/g)).toBe(3);
  expect(count(drawn, /<g class="group"><title>/g)).toBe(3);
  expect(count(drawn, /<tbody>.*<\/tbody>/g) && count(drawn, /<th scope="row"/g)).toBe(3);
  expect(drawn).toContain('role="img" aria-labelledby="r-title" aria-describedby="r-told"');
  expect(drawn).toContain('said 60.0\u00a0%, came 50.0\u00a0%');
  expect(count(drawn, /r="5.0"/g), 'the heaviest is the largest').toBe(1);
  expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
});

test.each([
  ['one group', [group(0.3, 0.4)], 1],
  ['nothing ever came', [group(0.01, 0), group(0.02, 0)], 2],
  ['all came', [group(1, 1), group(1, 1)], 2],
  ['nothing was said', [group(0, 0)], 1],
  ['small chances', small, 6],
  ['one of no weight', [group(0.3, 0.4), group(Number.NaN, Number.NaN, 0)], 1],
  ['very small chances, and none', [group(1e-9, 0), ...small], 7],
])('%s can be drawn', (_, groups, dots) => {
  const drawn = reliability(groups);
  expect(count(drawn, /<circle/g)).toBe(dots);
  expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
});

test('without groups it says why there is no drawing', () => {
  expect(reliability([])).toMatch(/^<figure.*Less than a week/);
  expect(reliability([])).not.toContain('<svg');
});

test('axes are logarithmic where most would lie in a corner, and always hold all there is', () => {
  expect(axisFor(small)).toMatchObject({ kind: 'log', ticks: [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1] });
  expect(axisFor([group(0.3, 0.2), group(0.9, 1)])).toMatchObject({ kind: 'linear' });
  expect(axisFor([group(0.02, 0.01), group(0.03, 0.04)]).ticks.at(-1)).toBe(0.04);
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(unit, unit), { maxLength: 10 }), (pairs) => {
      const groups = pairs.map(([said, came]) => group(said, came));
      const axis = axisFor(groups);
      expect(axis.ticks.length).toBeGreaterThan(1);
      expect(axis.ticks.length).toBeLessThan(14);
      const place = axis.onto(10, 90);
      for (const { said, came } of groups)
        for (const value of [said, came]) {
          expect(value).toBeLessThanOrEqual((axis.ticks.at(-1) as number) * 1.001);
          expect(place(value)).toBeGreaterThanOrEqual(10);
          expect(place(value)).toBeLessThanOrEqual(90.001);
        }
      expect(axis.ticks.map(tick).join()).not.toMatch(/NaN|e-/);
    }),
  );
});

test('chance: little was seen, much is open', () => {
  expect(chanceOf(group(0.5, 0.5, 100))).toEqual({
    low: expect.closeTo(0.404, 3),
    high: expect.closeTo(0.596, 3),
  });
  expect(chanceOf(group(0.5, 0, 10))).toEqual({ low: 0, high: expect.closeTo(0.278, 3) });
  expect(withinChance([group(0.45, 0.5, 100), group(0.45, 0.5, 10_000)])).toBe(1);
});

test('the curve has a dot for each threshold that was ever reached, two of them named', () => {
  const drawn = coverage([at(0.3, 1, 0.7), at(0.5, 0.8, 0.8), at(0.7, 0.6, 0.9), at(0.95, 0, null)]);
  expect(count(drawn, /<circle/g)).toBe(3);
  expect(count(drawn, /class="group marked"/g)).toBe(2);
  expect(count(drawn, /<th scope="row"/g)).toBe(4);
  expect(drawn).toContain('From 50\u00a0% on, 80.0\u00a0% of contacts get a reason');
  for (const rows of [[], [at(0.5, 0, null)], [at(0.2, 1, 0)], [at(0.5, 1, 1)]])
    expect(coverage(rows)).not.toMatch(/NaN|undefined|Infinity|M"/);
});

test('the document needs nothing else, whatever reasons are called and little is known', () => {
  const scores = {
    logLoss: 1,
    brier: 1,
    ece: Number.NaN,
    eceOfWidths: 0,
    eceByChance: 0,
    hit1: 0.5,
    hit3: 1,
    auc: Number.NaN,
  };
  const beside = { model: scores, logistic: scores, baseRate: scores, lastReason: scores };
  const report: Evaluation = {
    trainedUntil: 0,
    testedUntil: 1e9,
    trainedOn: { contacts: 1, moments: 0 },
    testedOn: { contacts: 1, moments: 0 },
    reason: beside,
    contact24h: null,
    contact7d: beside,
    reliability: { reason: [group(0.5, 1, 1)], contact24h: [], contact7d: [] },
    coverage: [],
    byReason: [{ reason: '<script>x</script>', contacts: 1, hit1: 0, given: 0 }],
    unseenReasons: ['</style><b>'],
  };
  const page = evaluationDocument(report, 'Air & Co');
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain('prefers-color-scheme: dark');
  expect(page).toContain('&lt;script&gt;x');
  expect(page).not.toMatch(/<script|<link|src=|url\(|@import|href="http|NaN|undefined|<\/style><b>/);
});
