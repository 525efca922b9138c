import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../random.ts';
import { growForest } from './grow.ts';
import { openForest } from './open.ts';
import { settingsFor } from './settings.ts';
import type { BinnedTable, ForestModel, ForestSettings } from './types.ts';

const plain: ForestSettings = {
  ...settingsFor(100, 2),
  trees: 'shared',
  leaves: 12,
  rounds: 30,
  rate: 0.3,
  leastRows: 1,
  rowShare: 1,
  featureShare: 1,
};

/** A table out of rows of bins. */
function tableOf(rows: readonly (readonly number[])[]): BinnedTable {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, f) => Uint8Array.from(rows, (row) => row[f] as number));
  return { rows: rows.length, columns };
}

function randomRows(count: number, features: number, bins: number, seed = 5): number[][] {
  const random = seeded(seed);
  return Array.from({ length: count }, () =>
    Array.from({ length: features }, () => Math.floor(random() * bins)),
  );
}

const likeliest = (scores: Float64Array) => scores.indexOf(Math.max(...scores));

test.each([
  ['a threshold', (row: number[]) => ((row[1] as number) > 3 ? 1 : 0), 2],
  ['three ranges', (row: number[]) => Math.min(2, Math.floor((row[2] as number) / 3)), 3],
  [
    'two features together',
    (row: number[]) => ((row[0] as number) > 4 ? 1 : 0) + ((row[1] as number) > 4 ? 2 : 0),
    4,
  ],
  ['known or unknown', (row: number[]) => (row[0] === 0 ? 1 : 0), 2],
  ['unknown like the highest', (row: number[]) => (row[0] === 0 || row[0] === 7 ? 1 : 0), 2],
  ['seven classes', (row: number[]) => (row[1] as number) % 7, 7],
])('%s is found exactly', async (_, rule, classes) => {
  const rows = randomRows(600, 4, 8);
  const training = { table: tableOf(rows), labels: rows.map(rule), classes };
  for (const trees of ['shared', 'own'] as const) {
    const forest = openForest(await growForest(training, { ...plain, trees }));
    for (const row of randomRows(300, 4, 8, 6)) expect(likeliest(forest.scores(row))).toBe(rule(row));
  }
});

test('the unknown go where rows like them are', async () => {
  const random = seeded(2);
  const rows = Array.from({ length: 2000 }, () => [random() < 0.3 ? 0 : 1 + Math.floor(random() * 9)]);
  const high = (row: number[]) => (row[0] as number) > 5;
  const grow = (unknownAreHigh: boolean) =>
    growForest(
      {
        table: tableOf(rows),
        labels: rows.map((row) => (high(row) || (row[0] === 0 && unknownAreHigh) ? 1 : 0)),
        classes: 2,
      },
      { ...plain, leaves: 2 },
    );
  expect(likeliest(openForest(await grow(true)).scores([0]))).toBe(1);
  expect(likeliest(openForest(await grow(false)).scores([0]))).toBe(0);
});

test('the same seed gives the same forest, another one another', async () => {
  const rows = randomRows(300, 6, 10);
  const training = { table: tableOf(rows), labels: rows.map((row) => (row[0] as number) % 6), classes: 6 };
  const settings = { ...plain, rounds: 5, rowShare: 0.7, featureShare: 0.5 };
  const model = await growForest(training, settings);
  expect(await growForest(training, settings)).toEqual(model);
  expect(await growForest(training, { ...settings, seed: 2 })).not.toEqual(model);
});

test('a row that weighs three splits a tree as three rows do', async () => {
  const rows = randomRows(300, 4, 6);
  const label = (row: number[]) => ((row[0] as number) + (row[1] as number) > 5 ? 1 : 0);
  const weights = rows.map((row) => ((row[2] as number) > 2 ? 3 : 1));
  const repeated = rows.flatMap((row, i) => Array.from({ length: weights[i] as number }, () => row));
  const settings = { ...plain, l2: 0, rounds: 1, leaves: 8, leastHessian: 0 };
  const weighed = await growForest(
    { table: tableOf(rows), labels: rows.map(label), classes: 2, weights },
    settings,
  );
  const counted = await growForest(
    { table: tableOf(repeated), labels: repeated.map(label), classes: 2 },
    settings,
  );
  expect(weighed.splits).toBe(counted.splits);
});

test('validation rows stop the growing, and the best rounds are kept', async () => {
  const random = seeded(9);
  const rows = randomRows(400, 3, 10);
  const labels = rows.map((row) =>
    random() < 0.7 ? ((row[0] as number) > 4 ? 1 : 0) : random() < 0.5 ? 1 : 0,
  );
  const validation = rows.flatMap((_, i) => (i % 4 ? [] : [i]));
  const losses: (number | null)[] = [];
  const model = await growForest(
    { table: tableOf(rows), labels, classes: 2, validation },
    { ...plain, rounds: 300, patience: 8 },
    { onRound: (_done, _total, loss) => losses.push(loss) },
  );
  expect(losses).toHaveLength(model.rounds + 8);
  expect(model.loss).toBe(Math.min(...losses.map(Number)));
});

test('a forest grown on the scores of another adds to them', async () => {
  const rows = randomRows(500, 3, 8);
  const labels = rows.map((row) => ((row[0] as number) > 3 ? 1 : 0));
  const table = tableOf(rows);
  const first = openForest(await growForest({ table, labels, classes: 2 }, { ...plain, rounds: 3 }));
  const offsets = rows.flatMap((row) => [...first.scores(row)]);
  const second = openForest(
    await growForest({ table, labels, classes: 2, offsets }, { ...plain, rounds: 3 }),
  );
  const both = openForest(await growForest({ table, labels, classes: 2 }, { ...plain, rounds: 6 }));
  for (const row of rows)
    for (const k of [0, 1])
      expect((first.scores(row)[k] as number) + (second.scores(row)[k] as number)).toBeCloseTo(
        both.scores(row)[k] as number,
        4,
      );
});

const anyTraining = fc
  .record({
    rows: fc.integer({ min: 1, max: 60 }),
    features: fc.integer({ min: 0, max: 5 }),
    classes: fc.integer({ min: 1, max: 60 }),
    seed: fc.integer(),
  })
  .chain(({ rows, features, classes, seed }) =>
    fc.record({
      rows: fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: features, maxLength: features }), {
        minLength: rows,
        maxLength: rows,
      }),
      labels: fc.array(fc.integer({ min: 0, max: classes - 1 }), { minLength: rows, maxLength: rows }),
      weights: fc.array(fc.constantFrom(0, 1e-6, 1, 2.5, 1e6), { minLength: rows, maxLength: rows }),
      validation: fc.array(fc.integer({ min: 0, max: rows - 1 }), { maxLength: rows }),
      classes: fc.constant(classes),
      seed: fc.constant(seed),
      trees: fc.constantFrom('shared' as const, 'own' as const),
    }),
  );

test('whatever it is grown on, scores are numbers, contributions sum to them, and storing changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyTraining, async ({ rows, seed, trees, ...training }) => {
      const settings = { ...plain, trees, rounds: 6, rowShare: 0.8, featureShare: 0.7, seed, rate: 0.5 };
      const model = await growForest({ ...training, table: tableOf(rows) }, settings);
      const forest = openForest(model);
      const stored = openForest(JSON.parse(JSON.stringify(model)) as ForestModel);
      for (const row of rows) {
        const scores = forest.scores(row);
        expect(stored.scores(row)).toEqual(scores);
        const contributions = forest.contributions(row);
        for (let k = 0; k < training.classes; k++) {
          let sum = forest.bias[k] as number;
          for (let f = 0; f < row.length; f++) sum += contributions[f * training.classes + k] as number;
          expect(Number.isFinite(scores[k])).toBe(true);
          expect(Math.abs(sum - (scores[k] as number))).toBeLessThan(1e-6);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['no rows', { table: { rows: 0, columns: [new Uint8Array(0)] }, labels: [], classes: 3 }],
  ['no features', { table: { rows: 3, columns: [] }, labels: [0, 1, 1], classes: 2 }],
  ['one class', { table: tableOf([[1], [2], [3]]), labels: [0, 0, 0], classes: 1 }],
  ['only the unknown', { table: tableOf([[0], [0]]), labels: [0, 1], classes: 2 }],
  ['all rows held back', { table: tableOf([[1], [2]]), labels: [0, 1], classes: 2, validation: [0, 1] }],
  ['labels of no class', { table: tableOf([[1], [2]]), labels: [-1, 7], classes: 2 }],
])('%s gives a forest all the same', async (_, training) => {
  const forest = openForest(await growForest(training, { ...plain, rounds: 3 }));
  const scores = forest.scores(new Uint8Array(forest.features));
  expect(scores).toHaveLength(training.classes);
  expect([...scores].every(Number.isFinite)).toBe(true);
});
