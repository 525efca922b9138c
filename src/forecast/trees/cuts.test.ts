import { expect, test } from 'vitest';
import { Rows } from '../rows.ts';
import type { Features } from '../types.ts';
import { binnerFor, binRows } from './bin-rows.ts';
import { chooseCuts } from './cuts.ts';

function rowsOf(all: readonly Features[]): Rows {
  const rows = new Rows();
  for (const features of all) rows.add(features, 0, 1, 0);
  return rows;
}

test('numbers fall into bins by the edges they reach, the unknown into none', () => {
  const rows = rowsOf([...Array.from({ length: 100 }, (_, i) => ({ x: i })), { y: 1 }]);
  const cuts = chooseCuts(rows, { mostBins: 4, fewest: 2 });
  expect(cuts).toEqual([{ name: 'x', kind: 'number', edges: [25, 50, 75] }]);
  const bin = binnerFor(cuts);
  const of = (x: number) => bin({ x })[0];
  expect([-1e9, 24, 25, 60, 75, 1e9].map(of)).toEqual([1, 1, 2, 3, 4, 4]);
  expect([bin({}), bin({ x: 'a text' }), bin({ x: Number.NaN })].map(([b]) => b)).toEqual([0, 0, 0]);
});

test('texts get a bin each, the most frequent first, and rare ones share the last', () => {
  const rows = rowsOf(['b', 'a', 'b', 'a', 'b', 'c', 'd', 'd'].map((x) => ({ x })));
  const cuts = chooseCuts(rows, { fewest: 2, mostValues: 2 });
  expect(cuts).toEqual([{ name: 'x', kind: 'category', values: ['b', 'a'] }]);
  expect([...(binRows(rows, cuts).columns[0] as Uint8Array)]).toEqual([1, 2, 1, 2, 1, 3, 3, 3]);
});

test('a feature of numbers and texts is what it is more often', () => {
  const mixed = (texts: number) =>
    chooseCuts(rowsOf(Array.from({ length: 20 }, (_, i) => ({ x: i < texts ? 'unknown' : i }))), {
      fewest: 1,
    })[0];
  expect(mixed(3)?.kind).toBe('number');
  expect(mixed(15)?.kind).toBe('category');
});

test('a row is binned alone as it is in the table', () => {
  const all = Array.from({ length: 50 }, (_, i): Features => {
    const row: Features = { n: i % 7, t: `t${i % 5}` };
    if (i % 3) delete row.n;
    return row;
  });
  const rows = rowsOf(all);
  const cuts = chooseCuts(rows);
  const table = binRows(rows, cuts);
  const bin = binnerFor(cuts);
  for (const [i, row] of all.entries())
    expect([...bin(row)]).toEqual(table.columns.map((column) => column[i]));
});

test('of very many names the most often known are kept', () => {
  const all = Array.from({ length: 2000 }, (_, i): Features => ({ always: i, [`name ${i % 1000}`]: 1 }));
  const cuts = chooseCuts(rowsOf(all), { mostFeatures: 50, fewest: 1 });
  expect(cuts).toHaveLength(50);
  expect(cuts.map(({ name }) => name)).toContain('always');
  expect(chooseCuts(rowsOf([]))).toEqual([]);
});
