import { expect, it } from 'vitest';
import { type Cell, trendsOf } from './trend.ts';

const WEEK = 7 * 24 * 3_600_000;
const cell = (unit: string, reason: string, count: number, mean: number, week = 0): Cell => ({
  week: week * WEEK,
  unit,
  reason,
  count,
  mean,
  squares: 100 * (count - 1),
});

it('does not hold the hard talks that came their way against anyone', () => {
  const [ana, ben] = trendsOf([
    cell('ana', 'easy', 40, 80),
    cell('ana', 'hard', 10, 50),
    cell('ben', 'easy', 10, 82),
    cell('ben', 'hard', 40, 52),
  ]);
  expect(ana?.all.plain).toBeCloseTo(74);
  expect(ben?.all.plain).toBeCloseTo(58);
  expect(ana?.all.value).toBeCloseTo(65);
  expect(ben?.all.value).toBeCloseTo(67);
  // Variance 100 within cells: Σ w² s²/n = 0.25·100/40 + 0.25·100/10.
  expect((ana?.all.high ?? 0) - (ana?.all.value ?? 0)).toBeCloseTo(1.96 * Math.sqrt(3.125), 2);
});

it('says when there are too few talks, and of what', () => {
  const [ana] = trendsOf([
    cell('ana', 'easy', 1, 90),
    cell('ben', 'easy', 50, 60),
    cell('ana', 'hard', 5, 40),
  ]);
  expect(ana?.all).toMatchObject({ value: null, low: null, small: ['easy'], count: 6 });
  expect(ana?.all.covered).toBeCloseTo(5 / 56);
});

it('goes by weeks, each with the three before it, merging what it knows of them exactly', () => {
  const cells = [cell('ana', 'easy', 4, 40, 0), cell('ana', 'easy', 6, 60, 1), cell('ana', 'easy', 5, 90, 4)];
  const [ana] = trendsOf(cells);
  expect(ana?.weeks.map(({ value }) => value)).toEqual([40, 52, expect.closeTo((6 * 60 + 5 * 90) / 11)]);
  expect(ana?.all.count).toBe(15);
  expect(trendsOf([])).toEqual([]);
});

it('adjusts to the mix that is given, not to its own', () => {
  const own = [cell('ana', 'easy', 50, 80), cell('ana', 'hard', 50, 40)];
  const around = [...own, cell('ben', 'hard', 300, 30)];
  expect(trendsOf(own)[0]?.all.value).toBeCloseTo(60);
  expect(trendsOf(own, around)[0]?.all.value).toBeCloseTo(80 * 0.125 + 40 * 0.875);
});
