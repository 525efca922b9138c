import { afterAll, beforeAll, expect, test } from 'vitest';
import { listContacts, listOutreach, overview } from '../../src/insight/index.ts';
import { DAY, type Db, type Row } from '../../src/platform/index.ts';
import { get, NOW, openConsole } from '../console/open.ts';
import { testDb } from '../support/database.ts';

const FIRST = NOW - 99 * DAY;
const ROWS = 20_000;
const PAGE = { most: 50, skip: 0 };
let db: Db;
beforeAll(async () => {
  db = await testDb();
  // A hundred days of both tables, four rows a customer; the buckets here need not be those of the ids.
  const [at, of] = [
    "timestamptz '2026-03-10T12:00:00Z' - n * interval '100 days' / $1",
    "'c' || n % ($1 / 4)",
  ];
  await db.query(
    `insert into contacts (bucket, id, customer_id, channel, reason, started_at)
     select n % 64, n::text, ${of}, 'voice', 'flight_status', ${at} from generate_series(1, $1::int) n`,
    [ROWS],
  );
  await db.query(
    `insert into outreach (bucket, id, play_id, play_version, customer_id, subject_type, subject_id, occurrence, kind, reason,
       status, anchor, anchor_at, offset_ms, due_at, expires_at, next_attempt_at, created_at, updated_at, sent_at, gated_at)
     select n % 64, n::text, 'before_departure', 1, ${of}, 'trip', n::text, 'departure', 'first', 'flight_status',
       'delivered', 'departure', at, 0, at, at, at + interval '99 days', at, at, at, at
     from (select n, ${at} as at from generate_series(1, $1::int) n) rows`,
    [ROWS],
  );
  await db.query('analyze');
});
afterAll(() => db.close());

/** The tables, and the indexes by bucket, that `work`'s queries read from one end to the other, as the engine plans them. */
async function wholeScans(work: (db: Db) => Promise<unknown>): Promise<string[]> {
  const found: string[] = [];
  let asked = 0;
  const look = (node: Row): void => {
    if (node['Node Type'] === 'Seq Scan') found.push(String(node['Relation Name']));
    const cond = String(node['Index Cond'] ?? '');
    if (cond.includes('customer_id') && !cond.includes('bucket')) found.push(String(node['Index Name']));
    for (const child of (node.Plans as Row[] | undefined) ?? []) look(child);
  };
  await work({
    ...db,
    query: async <R extends object>(sql: string, params?: readonly unknown[]) => {
      asked++;
      const [row] = await db.query<{ 'QUERY PLAN': [{ Plan: Row }] }>(`explain (format json) ${sql}`, params);
      if (row) look(row['QUERY PLAN'][0].Plan);
      return db.query<R>(sql, params);
    },
  });
  expect(asked).toBeGreaterThan(0);
  return found.filter((table) => table !== 'customers');
}

const day = { since: NOW - DAY, until: NOW };
const always = { since: null, until: NOW };

test.each<[string, (db: Db) => Promise<unknown>]>([
  ['the overview of a day', (on) => get(openConsole(on).app, '/?window=24h')],
  ['the overview from the beginning to its first day', (on) => overview(on, { since: null, until: FIRST })],
  ['the outreach of a day', (on) => listOutreach(on, { ...day, arm: 'treated' }, PAGE)],
  ['the contacts of a day', (on) => listContacts(on, day, PAGE)],
  ['all outreach of a customer', (on) => listOutreach(on, { ...always, customer: 'c7' }, PAGE)],
  ['all contacts of a customer', (on) => listContacts(on, { ...always, customer: 'c7' }, PAGE)],
  ['the stream', (on) => get(openConsole(on).app, '/fragments/stream')],
])('%s is found by indexes', async (_, work) => {
  expect(await wholeScans(work)).toEqual([]);
});

test('when a worker must next look, and what changed last, is found by indexes', async () => {
  const asks = [
    'select min(next_attempt_at) from outreach where next_attempt_at is not null',
    "select bucket from outreach where next_attempt_at <= '2026-03-10' group by bucket order by bucket",
    'select id from outreach order by updated_at desc, id limit 100',
  ];
  for (const sql of asks) expect(await wholeScans((on) => on.query(sql)), sql).toEqual([]);
});
