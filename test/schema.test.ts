import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, migrate } from '../src/platform/index.ts';
import { testDb } from './support/database.ts';

let db: Db;
beforeAll(async () => {
  db = await testDb();
});
afterAll(() => db.close());

test('every key of every table begins with bucket', async () => {
  const keys = await db.query<{ name: string; columns: string }>(
    `select i.indexrelid::regclass::text as name,
            (select string_agg(a.attname, ',' order by k.ord) from unnest(i.indkey::int[]) with ordinality as k(num, ord)
             join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num) as columns
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and i.indisunique`,
  );
  const tables = await db.query("select 1 from pg_tables where schemaname = 'public'");
  expect(keys.length).toBeGreaterThanOrEqual(tables.length);
  expect(keys.filter((key) => !key.columns.startsWith('bucket'))).toEqual([]);
});

test('migrating again changes nothing', async () => {
  expect(await migrate(db)).toEqual([]);
});

test('a store from a newer program is refused', async () => {
  await expect(migrate(db, [])).rejects.toThrow(/newer beforehand/);
});
