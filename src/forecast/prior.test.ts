import { expect, test } from 'vitest';
import { fitHabit } from './habit.ts';
import { openPrior, priorOfRows } from './prior.ts';
import { seeded } from './random.ts';
import { fitRate } from './rate.ts';
import { Rows } from './rows.ts';

const sum = (scores: Float64Array) => scores.reduce((all, score) => all + Math.exp(score), 0);

test('of habit, a reason is as likely as its share, smoothed by the usual mix', () => {
  const random = seeded(1);
  const rows = new Rows();
  for (let i = 0; i < 600; i++) {
    const favourite = i % 2;
    const about = random() < 0.8 ? favourite : 1 - favourite;
    rows.add({ [`asked/habit/${favourite ? 'b' : 'a'}`]: 4 }, about, 1, i);
  }
  const classes = ['a', 'b'];
  const model = { kind: 'habit' as const, ...fitHabit(rows, classes) };
  const prior = openPrior(model, classes);
  const told = prior.scores({ 'asked/habit/b': 4 });
  expect(Math.exp(told[1] as number)).toBeCloseTo(0.8, 1);
  expect(sum(told)).toBeCloseTo(1, 9);
  expect(prior.scores({})).toEqual(prior.usual);
  expect([...priorOfRows(model, rows, classes).subarray(2, 4)]).toEqual([...told]);
  const credits = prior.credits({ 'asked/habit/b': 4 }).filter(({ gain }) => gain !== 0);
  expect(credits.map(({ name }) => name)).toEqual(['asked/habit/a', 'asked/habit/b']);
});

test('where the company has another mix of late than usual, a customer without habits is expected to follow it', () => {
  const random = seeded(3);
  const rows = new Rows();
  for (let i = 0; i < 900; i++) {
    const wave = Math.floor(i / 30) % 2;
    const about = random() < 0.9 ? wave : 1 - wave;
    rows.add({ [`company/lately/${wave ? 'b' : 'a'}`]: 300 }, about, 1, i);
  }
  const classes = ['a', 'b'];
  const model = { kind: 'habit' as const, ...fitHabit(rows, classes) };
  const prior = openPrior(model, classes);
  const late = { 'company/lately/b': 300 };
  const told = prior.scores(late);
  expect(Math.exp(told[1] as number)).toBeGreaterThan(0.75);
  expect(sum(told)).toBeCloseTo(1, 9);
  const sums = prior.usual.slice();
  for (const { place, gain } of prior.credits(late)) sums[place] = (sums[place] as number) + gain;
  for (const [k, score] of told.entries()) expect(sums[k]).toBeCloseTo(score, 9);
  expect([...priorOfRows(model, rows, classes).subarray(0, 2)]).toEqual([
    ...prior.scores({ 'company/lately/a': 300 }),
  ]);
});

test('who gets in touch often will again: the count over the days, smoothed', () => {
  const random = seeded(2);
  const rows = new Rows();
  for (let i = 0; i < 3000; i++) {
    const often = i % 3 === 0;
    const rate = often ? 0.1 : 0.005;
    const times = often ? 6 : random() < 0.3 ? 1 : 0;
    const wait = -Math.log(1 - random()) / rate;
    const features = { 'contact/times/': times, 'contact/watched/': 60, 'contact/habit/': times };
    rows.add(features, wait < 1 ? 0 : wait < 7 ? 1 : 2, 1, i);
  }
  const model = { kind: 'rate' as const, ...fitRate(rows) };
  const prior = openPrior(model, ['day', 'week', 'later']);
  const of = (times: number) =>
    prior.scores({ 'contact/times/': times, 'contact/watched/': 60, 'contact/habit/': times });
  const week = (scores: Float64Array) => 1 - Math.exp(scores[2] as number);
  expect(week(of(6))).toBeGreaterThan(0.35);
  expect(week(of(0))).toBeLessThan(0.12);
  expect(sum(of(3))).toBeCloseTo(1, 9);
  expect([...priorOfRows(model, rows, ['day', 'week', 'later']).subarray(0, 3)]).toEqual([...of(6)]);
});

test('without a row nothing is known and nothing falls', () => {
  const habit = openPrior({ kind: 'habit', ...fitHabit(new Rows(), ['a', 'b']) }, ['a', 'b']);
  expect([...habit.usual].map(Math.exp)).toEqual([0.5, 0.5]);
  const rate = openPrior({ kind: 'rate', ...fitRate(new Rows()) }, ['day', 'week', 'later']);
  expect(sum(rate.scores({}))).toBeCloseTo(1, 9);
});
