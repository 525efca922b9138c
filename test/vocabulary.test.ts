import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadTimeline } from '../src/customers/index.ts';
import { loadForecaster, saveForecaster, trainForecaster } from '../src/forecast/index.ts';
import { importPaths } from '../src/ingest/index.ts';
import { bucketOf, type Db } from '../src/platform/index.ts';
import { testApp } from './support/app.ts';
import { beforehand } from './support/cli.ts';
import { testDb, testStore } from './support/database.ts';
import { parcelHistory, writeParcels } from './support/parcels.ts';

type Found = { property: string; rule: Record<string, unknown>; corrected: boolean };
type Subject = { type: string; id: string; facts: object; milestones: { name: string; at: string }[] };

let store: Awaited<ReturnType<typeof testStore>>;
let db: Db;
beforeAll(async () => {
  [store, db] = await Promise.all([testStore(), testDb()]);
});
afterAll(() => Promise.all([store.drop(), db.close()]));

const folder = () => mkdtempSync(join(tmpdir(), 'beforehand-parcels-'));
const rules = (found: Found[]) => Object.fromEntries(found.map(({ property, rule }) => [property, rule]));

test('a history of another industry is understood without a word from anybody, and corrected by a file', async () => {
  const history = writeParcels(folder(), parcelHistory());
  const first = await beforehand(['import', history, '--json'], store.env);
  expect(first.code, first.stderr).toBe(0);
  const { inferred, foldedAgain } = JSON.parse(first.stdout);
  expect(foldedAgain).toBe(false);
  expect(inferred.subjects).toMatchObject([
    { type: 'order', count: 120, milestones: ['announced_at', 'eta', 'slot_start'] },
  ]);
  expect(inferred.subjects[0].facts).toEqual(
    expect.arrayContaining(['depot_id', 'price', 'parcel.weight_kg', 'parcel.service.level', 'request_id']),
  );
  expect(rules(inferred.vocabulary.properties)).toMatchObject({
    order_number: { role: 'subject', type: 'order' },
    depot_id: { role: 'category' },
    request_id: { role: 'ignored' },
    eta: { role: 'milestone', name: 'eta', form: 'local' },
    slot_start: { role: 'milestone', form: 'seconds' },
    announced_at: { role: 'date', form: 'seconds' },
    price: { role: 'number', written: 'text' },
    'parcel.weight_kg': { role: 'number', written: 'number' },
    'parcel.service.level': { role: 'category' },
    express: { role: 'flag' },
    labels: { role: 'ignored' },
  });
  expect(inferred.vocabulary.notes.join('\n')).toMatch(/eta: written without a time zone.*UTC/);

  const properties = {
    order_number: { role: 'subject', type: 'shipment' },
    eta: { role: 'milestone', name: 'arrival' },
  };
  writeFileSync(
    join(history, 'vocabulary.json'),
    JSON.stringify({ properties, zone: 'America/New_York', reasons: { WISMO: 'where_is_it' } }),
  );
  const second = await beforehand(['import', history], store.env);
  expect(second.code, second.stderr).toBe(0);
  expect(second.stdout).toContain('384 lines, 0 new, 384 known already');
  expect(second.stdout).toContain('read anew');
  expect(second.stdout).toMatch(/order_number +shipment, 120 of them; in parcel_announced.* \(corrected\)/);
  expect(second.stdout).toMatch(
    /eta +arrival, ahead in 100 % of the events that tell it, typically by \d days/,
  );
  expect(second.stdout).toMatch(/depot_id +4 categories: its values are shared/);
  expect(second.stdout).toContain('Inferred contact reasons: where_is_it (24)');
  expect(second.stdout).toContain('read on the clocks of America/New_York.');
});

test.each([
  ['{"properties": {"pnr": {"role": "thing"}}}', 'properties.pnr.role: write one of subject, milestone'],
  ['{"properties": {"pnr": {"role": "number", "type": "x"}}}', 'only a subject has a type'],
  ['{"zone": "Mars"}', 'zone: is no IANA time zone; write it like America/New_York'],
  ['{"property": {}}', 'property'],
  ['{', 'is not JSON'],
])('a file of corrections like %s is refused with its place and how to mend it', async (text, message) => {
  const file = join(folder(), 'vocabulary.json');
  writeFileSync(file, text);
  const { code, stderr } = await beforehand(['import', '/tmp', '--vocabulary', file], store.env);
  expect(stderr).toContain(message);
  expect(stderr).toContain(file);
  expect(code).toBe(2);
});

test('a history of contacts alone is imported and learned from', async () => {
  const alone = await testStore();
  try {
    const history = folder();
    const rows = Array.from({ length: 60 }, (_, i) => {
      const at = new Date(Date.UTC(2026, 0, 1 + i, 10)).toISOString();
      return `k${i},c${i % 12},voice,${i % 3 ? 'balance' : 'card_lost'},${at},60,true`;
    });
    writeFileSync(
      join(history, 'contacts.csv'),
      `contact_id,customer_id,channel,reason,started_at,handle_seconds,resolved\n${rows.join('\n')}\n`,
    );
    const imported = await beforehand(['import', history], alone.env);
    expect(imported.stdout).toContain('Inferred subjects: none in these events');
    expect(imported.stdout).toContain('Inferred contact reasons: balance (40), card_lost (20)');
    const trained = await beforehand(['train', '--json'], alone.env);
    expect(trained.code, trained.stderr).toBe(0);
    expect(JSON.parse(trained.stdout)).toMatchObject({ contacts: 60 });
  } finally {
    await alone.drop();
  }
});

test('what came in before it was understood is read anew, with what is planned about it', async () => {
  const app = await testApp(db);
  await app.clock('2026-03-20T00:00:00Z');
  await app.identify('c1', '2026-03-19T00:00:00Z', { phone: '+12025550123' });
  const told = (eta: string, messageId: string) =>
    app.track(
      'c1',
      'parcel_announced',
      '2026-03-19T00:00:00Z',
      { order_number: 'ON-1', depot_id: 2, eta },
      messageId,
    );
  await told('2026-03-21 10:00:00', 'live-1');
  const subjects = async () =>
    (await app.get<{ subjects: Subject[] }>('/v1/customers/c1')).subjects.filter(
      ({ id }) => !/^ON-7/.test(id),
    );
  expect(await subjects()).toMatchObject([{ type: 'depot', id: '2', milestones: [] }]);

  const { plays } = await app.get<{ plays: Record<string, unknown>[] }>('/v1/plays');
  const play = plays.find(({ id }) => id === 'flight-status');
  const { version, status, ...definition } = play as Record<string, unknown>;
  const trigger = { ...(definition.trigger as object), subject: 'order', milestone: 'eta' };
  await app.post('/v1/plays', { ...definition, id: 'parcel-status', trigger, holdout: 0 });
  await app.post('/v1/plays/parcel-status/launch', {});

  const history = writeParcels(folder(), parcelHistory());
  const learned = await app.app.learn([history], { zone: 'America/New_York' }, () => {});
  expect(learned.foldedAgain).toBe(true);
  await importPaths(app.app.ingest, app.app.clock, [history], { rejectsFolder: history });
  const understood = {
    type: 'order',
    id: 'ON-1',
    facts: { depot_id: 2 },
    milestones: [{ name: 'eta', at: '2026-03-21T14:00:00.000Z' }],
  };
  expect(await subjects()).toMatchObject([understood]);
  const planned = async () =>
    (
      await app.get<{ outreach: { subjectId: string; anchorAt: string; status: string }[] }>(
        '/v1/outreach?play=parcel-status',
      )
    ).outreach
      .filter(({ subjectId }) => subjectId === 'ON-1')
      .map(({ anchorAt, status }) => ({ anchorAt, status }));
  expect(await planned()).toEqual([{ anchorAt: '2026-03-21T14:00:00.000Z', status: 'planned' }]);

  await told('2026-03-21 12:00:00', 'live-2');
  expect(await planned(), 'events that come in are read by what was learned').toEqual([
    { anchorAt: '2026-03-21T16:00:00.000Z', status: 'planned' },
  ]);
  const again = await app.app.learn([history], null, () => {});
  expect(again.foldedAgain, 'the same history says the same, the corrections stay').toBe(false);
  expect((await subjects())[0]?.milestones).toMatchObject([{ at: '2026-03-21T16:00:00.000Z' }]);
});

test('odd names, mixed values, ten thousand kinds of event and a file cut short break nothing', async () => {
  const odd = await testDb();
  try {
    const { app, get } = await testApp(odd);
    const at = (i: number) => new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString();
    const line = (i: number, properties: string) =>
      `{"type":"track","messageId":"m${i}","userId":"c${i % 50}","event":"E ${i}","timestamp":"${at(i)}","properties":${properties}}`;
    const lines = Array.from({ length: 10_000 }, (_, i) =>
      line(
        i,
        `{"tripId":"T${i % 50}","mixed":${i % 2 ? '"blue or so"' : i},"__proto__":"x","constructor":{"a":[1]}}`,
      ),
    );
    const folderOf = folder();
    const file = join(folderOf, 'events.jsonl');
    const rest = [
      line(10_001, '{"nul\\u0000":1}'),
      line(10_002, `{"huge":"${'x'.repeat(1e6)}"}`),
      '[1',
      'null',
      '7',
    ];
    writeFileSync(file, [...lines, ...rest].join('\n'));
    const cut = join(folderOf, 'cut.jsonl.gz');
    writeFileSync(cut, gzipSync(lines.join('\n')).subarray(0, 20_000));
    const { properties, notes } = await app.learn([file, cut], null, () => {});
    expect(rules(properties)).toMatchObject({
      tripId: { role: 'subject', type: 'trip' },
      'constructor.a': { role: 'ignored' },
      huge: { role: 'category' },
    });
    expect(Object.keys(rules(properties))).toContain('__proto__');
    expect(notes.join('\n')).toMatch(/^mixed: holds .*number \(50 %\).*\.$/);
    const report = await importPaths(app.ingest, app.clock, [file], { rejectsFolder: folderOf });
    expect(report.files).toMatchObject([{ accepted: 10_001, rejected: 4 }]);
    const { subjects } = await get<{ subjects: Subject[] }>('/v1/customers/c3');
    expect(subjects).toMatchObject([{ type: 'trip', id: 'T3' }]);
  } finally {
    await odd.close();
  }
});

test('a forecast is learned and made in the words of the company', async () => {
  const now = Date.parse('2026-03-25T00:00:00Z');
  const trained = await trainForecaster({ db, now });
  const features = new Map(trained.model.soon.cuts.map((cut) => [cut.name, cut.kind]));
  expect(features.get('next order/until/eta')).toBe('number');
  expect([...features.keys()].filter((name) => /request_id|depot\//.test(name))).toEqual([]);
  await saveForecaster(db, trained, now);
  const loaded = await loadForecaster(db);
  const timeline = await loadTimeline(db, bucketOf('c5'), 'c5');
  const asked = Date.parse('2026-02-28T12:00:00Z');
  expect(loaded?.forecaster.forecast(timeline, asked)).toEqual(trained.forecaster.forecast(timeline, asked));
  expect(trained.model.company.vocabulary?.zone).toBe('America/New_York');
});
