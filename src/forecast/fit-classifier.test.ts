import { expect, test } from 'vitest';
import { openClassifier } from './classifier.ts';
import { fitClassifier } from './fit-classifier.ts';
import { seeded } from './random.ts';
import { Rows } from './rows.ts';
import type { Features } from './types.ts';

const REASONS = ['status', 'refund', 'points'];

/** Shortly before departure it is about status, after a cancellation about a refund; else points, or what it was before. */
function contacts(count: number, seed = 1): { features: Features; label: number }[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const until = random() * 100;
    const cancelled = random() < 0.3;
    const habit = random() < 0.4 ? 2 : 0;
    const usual = until < 10 ? 0 : cancelled ? 1 : 2;
    const label = random() < 0.9 ? usual : Math.floor(random() * 3);
    const features: Features = { 'next trip/until/departure': until, 'noise/is/x': random() };
    if (cancelled) features['event/since/Cancelled'] = random() * 40;
    if (habit) features['asked/habit/points'] = habit;
    features['company/lately/status'] = Math.floor(random() * 40);
    features['company/lately/refund'] = 30;
    features['contact/watched/'] = random() * 90;
    return { features, label };
  });
}

function rowsOf(some: ReturnType<typeof contacts>): Rows {
  const rows = new Rows();
  for (const [i, { features, label }] of some.entries()) rows.add(features, label, 1, i);
  return rows;
}

const fitted = () => fitClassifier(rowsOf(contacts(1500)), REASONS, { prior: 'habit', seed: 1 });

test('situations are told apart, calibrated, and the same rows and seed give the same model', async () => {
  const { model } = await fitted();
  expect((await fitted()).model).toEqual(model);
  const { predict } = openClassifier(JSON.parse(JSON.stringify(model)));
  let [right, said] = [0, 0];
  const fresh = contacts(1000, 2);
  for (const { features, label } of fresh) {
    const p = predict(features);
    const top = Math.max(...p);
    expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    if (p[label] === top) right++;
    said += top;
  }
  expect(right / fresh.length).toBeGreaterThan(0.88);
  expect(Math.abs(right - said) / fresh.length).toBeLessThan(0.04);
});

test('what the features add sums to the score of every class, and names what decided', async () => {
  const classifier = openClassifier((await fitted()).model);
  for (const { features } of contacts(200, 3)) {
    const { bias, by } = classifier.contributions(features);
    for (const [k, score] of classifier.scores(features).entries()) {
      let sum = bias[k] as number;
      for (const gains of by.values()) sum += gains[k] as number;
      expect(Math.abs(sum - score)).toBeLessThan(1e-6);
    }
  }
  const trees = classifier.contributions({ 'contact/watched/': 90 }).by;
  expect([...trees.keys()]).not.toContain('contact/watched/');
  const [first] = classifier.grounds({ 'next trip/until/departure': 3 }, 0, 0.2);
  expect(first).toMatchObject({ name: 'next trip/until/departure', value: 3 });
});

test('features and values never seen say nothing and stop nothing', async () => {
  const { predict } = openClassifier((await fitted()).model);
  const odd = predict({ 'next trip/until/departure': 'soon', 'a/b/c': 1, 'asked/habit/points': 'often' });
  expect(odd.every((p) => p > 0 && p < 1)).toBe(true);
});
