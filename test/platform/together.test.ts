import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';

let db: Db;
beforeAll(async () => {
  db = await testDb();
});
afterAll(() => db.close());

test('of statements asked together each has its own answer, and one that fails fails alone', async () => {
  // more rounds than a pool has connections: what is lent must come back, after failures too
  for (let round = 0; round < 25; round++) {
    const asked = Array.from({ length: 20 }, (_, i) =>
      i % 7 === 3
        ? db.query('select 1 / $1::int as n', [0])
        : db.query('select $1::int as n', [100 * round + i]),
    );
    const answered = await Promise.allSettled(asked);
    for (const [i, one] of answered.entries())
      if (i % 7 === 3) expect(one).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
      else expect(one).toEqual({ status: 'fulfilled', value: [{ n: 100 * round + i }] });
  }
});

test('a transaction that fails leaves nothing behind, and the next begins anew', async () => {
  await db.query('create table if not exists together (n int primary key)');
  for (let round = 0; round < 12; round++) {
    const failed = db.transaction(async (tx) => {
      await tx.query('insert into together values ($1)', [round]);
      await tx.query('insert into together values ($1)', [round]);
    });
    await expect(failed).rejects.toMatchObject({ code: '23505' });
    await db.transaction((tx) => tx.query('insert into together values ($1)', [round]));
  }
  expect(await db.query('select count(*)::int as count from together')).toEqual([{ count: 12 }]);
});
