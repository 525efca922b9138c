import { expect, test } from 'vitest';
import { byTimeOf, foldsOf } from './hold-back.ts';
import { Rows } from './rows.ts';

test('folds hold every row once, each in stretches of time with the others between', () => {
  const rows = new Rows();
  for (let i = 0; i < 120; i++) rows.add({}, 0, 1, 120 - i);
  const folds = foldsOf(byTimeOf(rows), 3, 4);
  expect(folds.map(({ length }) => length)).toEqual([40, 40, 40]);
  expect(new Set(folds.flatMap((fold) => [...fold])).size).toBe(120);
  const times = Array.from(folds[1] as Int32Array, (row) => rows.times[row]);
  expect(times.slice(0, 12)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 41, 42]);
  expect(foldsOf(byTimeOf(rows), 3, 1).map((fold) => rows.times[fold[0] as number])).toEqual([1, 41, 81]);
});
