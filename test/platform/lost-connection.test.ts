import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';

let db: Db;
beforeAll(async () => {
  db = await testDb();
});
afterAll(() => db.close());

// The embedded store has no connections to lose.
test.skipIf(process.env.TEST_ENGINE === 'pglite')(
  'a connection lost between two statements fails its transaction and nothing else',
  async () => {
    const killer = new pg.Client({ connectionString: process.env.TEST_POSTGRES });
    await killer.connect();
    const uncaught: unknown[] = [];
    const note = (error: unknown) => uncaught.push(error);
    process.on('uncaughtException', note);
    try {
      const given = db.transaction(async (tx) => {
        const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
        // Answers once the backend is gone; another round trip, and this process has heard of it.
        await killer.query('select pg_terminate_backend($1, 5000)', [row?.pid]);
        await killer.query('select 1');
        await tx.query('select 1');
      });
      await expect(given).rejects.toThrow();
    } finally {
      process.off('uncaughtException', note);
      await killer.end();
    }
    expect(uncaught).toEqual([]);
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
    expect(await db.transaction((tx) => tx.query('select 2 as two'))).toEqual([{ two: 2 }]);
  },
);
