// How fast the loop is, as ratios to a bare limit taken in the same run: absolute times say more about the machine.
//   npm run bench            on PGlite in memory
//   DATABASE_URL=… npm run bench   on that PostgreSQL, in a schema of its own
//   npm run bench -- --smoke  small sizes, to see that it runs
import { loadConfig } from '../src/config/index.ts';
import { loadTimelines, type Timeline } from '../src/customers/index.ts';
import { loadForecaster, saveForecaster, situation, trainForecaster } from '../src/forecast/index.ts';
import type { Message } from '../src/ingest/index.ts';
import { openApp } from '../src/main.ts';
import {
  BUCKETS,
  bucketOf,
  type Db,
  iso,
  ManualClock,
  MINUTE,
  migrate,
  openPgliteInMemory,
  openPostgres,
} from '../src/platform/index.ts';
import { openBenchStore } from './deliver-store.ts';
import { throughput } from './deliver-throughput.ts';
import { learning } from './learning.ts';
import { compare } from './measure.ts';

const smoke = process.argv.includes('--smoke');
const CUSTOMERS = smoke ? 50 : 1000;
const REPEATS = smoke ? 1 : 5;
const NOW = Date.UTC(2026, 0, 5);

const db = await openStore();
const clock = new ManualClock(NOW);
const app = await openApp(
  loadConfig({}, { BEFOREHAND_SANDBOX: '1', BEFOREHAND_CLOCK: 'manual', BEFOREHAND_LOG: 'silent' }),
  { db, clock },
);
let round = 0;

console.log(`store ${db.engine}, ${CUSTOMERS} customers with 5 events each, median of ${REPEATS}`);
row('what', 'ours', 'limit', 'ratio', 'the limit is');
await ingesting();
await delivering();
await claiming();
await forecasting();
await fitting();
await app.close();

/** Events with all that follows from them, against bare inserts of the same rows in batches of the same size. */
async function ingesting(): Promise<void> {
  await db.query(
    'create table if not exists bare (bucket smallint, id text, doc jsonb, primary key (bucket, id))',
  );
  const events = CUSTOMERS * 5;
  const result = await compare(
    REPEATS,
    async () => {
      const messages = history(`r${++round}-`, NOW + 120 * MINUTE);
      for (let from = 0; from < messages.length; from += 2500)
        await app.ingest.accept(messages.slice(from, from + 2500));
    },
    async () => {
      const rows = history(`b${round}-`, NOW).map((message, id) => ({
        bucket: bucketOf(message.customerId),
        id: `${round}-${id}`,
        doc: message,
      }));
      for (let bucket = 0; bucket < BUCKETS; bucket++) {
        const own = rows.filter((candidate) => candidate.bucket === bucket);
        await db.query(
          'insert into bare select * from jsonb_to_recordset($1::jsonb) as r(bucket smallint, id text, doc jsonb)',
          [JSON.stringify(own)],
        );
      }
    },
  );
  row(
    'ingest and plan',
    perSecond(events, result.ours),
    perSecond(events, result.limit),
    result.ratio,
    'bare inserts of the same rows',
  );
}

/** Gate, send and record of what is due, against as many bare updates in batches of a hundred. */
async function delivering(): Promise<void> {
  const [{ due } = { due: 0 }] = await db.query<{ due: number }>(
    "select count(*)::int as due from outreach where status = 'planned'",
  );
  const result = await compare(
    1,
    () => app.worker.advanceTo(NOW + 90 * MINUTE),
    async () => {
      for (let done = 0; done < due; done += 100) {
        await db.query(
          `update bare set doc = '{"sent":true}' where (bucket, id) in (select bucket, id from bare where doc->>'sent' is null limit 100)`,
        );
      }
    },
  );
  row(
    'deliver',
    perSecond(due, result.ours),
    perSecond(due, result.limit),
    result.ratio,
    'bare updates, a hundred at a time',
  );
}

/** The same rows as they are due beside the barest loop over them (see deliver.ts), in a store of its own. */
async function claiming(): Promise<void> {
  const rows = smoke ? 200 : 2000;
  const store = await openBenchStore();
  try {
    const { ours, bare, ratio } = await throughput(store.db, rows, smoke ? 1 : 3);
    const limit = 'the same rows claimed and updated bare';
    row('deliver, claimed', perSecond(rows, ours), perSecond(rows, bare), 1 / ratio, limit);
  } finally {
    await store.drop();
  }
}

/** Scoring a customer, against the fold of the same timeline alone. */
async function forecasting(): Promise<void> {
  const contacts: Message[] = Array.from({ length: CUSTOMERS }, (_, index) => ({
    kind: 'contact',
    contactId: `k${index}`,
    customerId: `r1-${index}`,
    channel: 'voice',
    reason: index % 3 ? 'flight_status' : 'seat_request',
    at: NOW + (30 + (index % 50)) * MINUTE,
    handleSeconds: 60,
    resolved: true,
    offeredReason: null,
    offerTaken: null,
  }));
  await app.ingest.accept(contacts);
  await saveForecaster(db, await trainForecaster({ db, now: clock.now() }), clock.now());
  const forecaster = (await loadForecaster(db))?.forecaster;
  if (!forecaster) throw new Error('the model just saved is not there');
  const timelines = [...(await loadTimelines(db, bucketOf('r1-0'))).values()];
  const times = smoke ? 1 : 20;
  const each = async (work: (timeline: (typeof timelines)[number]) => unknown) => {
    for (let time = 0; time < times; time++) for (const timeline of timelines) work(timeline);
  };
  const result = await compare(
    REPEATS,
    () => each((timeline) => forecaster.forecast(timeline, clock.now())),
    () => each((timeline) => situation(timeline, clock.now())),
  );
  const scored = timelines.length * times;
  row(
    'forecast',
    perSecond(scored, result.ours),
    perSecond(scored, result.limit),
    result.ratio,
    'the fold of the timeline alone',
  );
}

/** Fitting and asking a classifier, against one plain pass over the values of the same rows. */
async function fitting(): Promise<void> {
  const timelines: Timeline[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket++)
    timelines.push(...(await loadTimelines(db, bucket)).values());
  const { rows, train, score } = await learning(timelines, NOW, smoke ? 400 : 20_000, smoke ? 1 : 3);
  for (const [what, { ours, limit, ratio }] of Object.entries({ train, score }))
    row(what, perSecond(rows, ours), perSecond(rows, limit), ratio, 'a plain pass over the same rows');
}

function history(prefix: string, departure: number): Message[] {
  return Array.from({ length: CUSTOMERS }, (_, index): Message[] => {
    const customerId = `${prefix}${index}`;
    const properties = { tripId: `${customerId}-T`, flight: 'BA101', destination: 'DEN' };
    const track = (n: number, name: string, more: object): Message => ({
      kind: 'track',
      messageId: `${customerId}-${n}`,
      customerId,
      at: NOW - (10 - n) * MINUTE,
      name,
      properties: { ...properties, ...more },
    });
    return [
      {
        kind: 'identify',
        messageId: `${customerId}-i`,
        customerId,
        at: NOW - 20 * MINUTE,
        traits: { firstName: 'Ashley', email: `${customerId}@example.com` },
      },
      track(1, 'Flight Booked', { departsAt: iso(departure) }),
      track(2, 'Checked In', {}),
      track(3, 'Flight Delayed', { departsAt: iso(departure + 15 * MINUTE) }),
      track(4, 'Flight Delayed', { departsAt: iso(departure + 5 * MINUTE) }),
    ];
  }).flat();
}

async function openStore(): Promise<Db> {
  if (!process.env.DATABASE_URL) {
    const lite = await openPgliteInMemory();
    await migrate(lite);
    return lite;
  }
  const url = new URL(process.env.DATABASE_URL);
  const server = await openPostgres(url.href);
  await server.query('drop schema if exists beforehand_bench cascade');
  await server.query('create schema beforehand_bench');
  await server.close();
  url.searchParams.set('options', '-c search_path=beforehand_bench');
  const db = await openPostgres(url.href);
  await migrate(db);
  return db;
}

function perSecond(count: number, ms: number): string {
  return `${Math.round(count / (ms / 1000)).toLocaleString('en')}/s`;
}

function row(what: string, ours: string, limit: string, ratio: number | string, against: string): void {
  const times = typeof ratio === 'number' ? `${ratio.toFixed(1)}x` : ratio;
  console.log(`${what.padEnd(18)}${ours.padStart(12)}${limit.padStart(12)}${times.padStart(9)}   ${against}`);
}
