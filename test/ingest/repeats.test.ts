import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/index.ts';
import { importPaths } from '../../src/ingest/index.ts';
import { type App, openApp } from '../../src/main.ts';
import { bucketOf, DAY, type Db, type Instant } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';

/** Live: not the manual clock of the sandbox, though one that the test holds. */
let now: Instant = Date.parse('2026-03-01T08:00:00Z');
let db: Db;
let app: App;
const folder = mkdtempSync(join(tmpdir(), 'beforehand-repeats-'));
beforeAll(async () => {
  db = await testDb();
  const config = loadConfig({}, { BEFOREHAND_SANDBOX: '1', BEFOREHAND_LOG: 'error' });
  app = await openApp(config, { db, clock: { now: () => now } });
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

const headers = { authorization: 'Bearer sandbox', 'content-type': 'application/json' };
const post = async (path: string, body: unknown) => {
  const answer = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const get = async <T>(path: string) => (await (await app.request(path, { headers })).json()) as T;
const timelineOf = async (id: string) =>
  (await get<{ timeline: Record<string, unknown>[] }>(`/v1/customers/${id}/timeline`)).timeline;
async function imported(name: string, lines: string[]) {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const { files, rejectsFile } = await importPaths(app.ingest, app.clock, [file], { rejectsFolder: folder });
  const rejects = rejectsFile ? readFileSync(rejectsFile, 'utf8').trim().split('\n') : [];
  if (rejectsFile) rmSync(rejectsFile);
  return { ...files[0], rejects: rejects.map((line) => JSON.parse(line) as Record<string, unknown>) };
}
/** Ids that lie in one bucket, where contacts of one id meet. */
const [mine = '', other = ''] = Array.from({ length: 500 }, (_, n) => `customer-${n}`).filter(
  (id) => bucketOf(id) === 7,
);

test('what has neither id nor time happens each time that it is told', async () => {
  const opened = { userId: 'opener', event: 'App Opened' };
  for (let day = 0; day < 2; day++) {
    expect(await post('/v1/track', opened)).toMatchObject({ body: { accepted: 1, duplicates: 0 } });
    now += DAY;
  }
  expect(await timelineOf('opener')).toHaveLength(2);
});

test.each(['timestamp', 'originalTimestamp', 'sentAt'])(
  'what has a %s of its own is the same when told again',
  async (field) => {
    const opened = { userId: field, event: 'App Opened', [field]: '2026-03-01T07:00:00Z' };
    expect(await post('/v1/track', opened)).toMatchObject({ body: { accepted: 1, duplicates: 0 } });
    expect(await post('/v1/track', opened)).toMatchObject({ body: { accepted: 0, duplicates: 1 } });
  },
);

test('lines with neither id nor time all count, and count once however often they are imported', async () => {
  const line = JSON.stringify({ type: 'track', userId: 'lines', event: 'App Opened' });
  expect(await imported('events.jsonl', [line, line])).toMatchObject({ accepted: 2, duplicates: 0 });
  now += DAY;
  expect(await imported('events.jsonl', [line, line])).toMatchObject({ accepted: 0, duplicates: 2 });
});

test('what comes from the future is refused, and what a sender is a day off by is not', async () => {
  const track = { userId: 'future', event: 'Seat Chosen', properties: { tripId: 'T1', seat: '1A' } };
  const contact = { contact_id: 'f1', customer_id: 'future', channel: 'chat', reason: 'refund' };
  const consent = { customer_id: 'future', channel: 'sms', purpose: 'service', status: 'revoked' };
  const late = '2099-01-01T00:00:00Z';
  const clock = new Date(now).toISOString();
  const said = (field: string) =>
    `${field} 2099-01-01T00:00:00.000Z lies in the future of our clock (${clock}); check the sender's clock`;
  for (const [path, body, field] of [
    ['/v1/track', { ...track, timestamp: late }, 'timestamp'],
    ['/v1/alias', { userId: 'future', previousId: 'past', timestamp: late }, 'timestamp'],
    ['/v1/contacts', { ...contact, started_at: late }, 'started_at'],
    ['/v1/consents', { ...consent, source: 'form', at: late }, 'at'],
  ] as const) {
    expect(await post(path, body)).toMatchObject({ status: 400, body: { error: said(field) } });
  }
  const line = JSON.stringify({ type: 'track', ...track, timestamp: late });
  expect(await imported('events.jsonl', [line])).toMatchObject({
    accepted: 0,
    rejected: 1,
    rejects: [{ file: 'events.jsonl', line: 1, error: said('timestamp'), text: line }],
  });
  const tomorrow = new Date(now + DAY).toISOString();
  expect(await post('/v1/track', { ...track, timestamp: tomorrow })).toMatchObject({ status: 200 });
});

test.each([' ', '', null])('a contact whose handle_seconds is %j has none', async (handle_seconds) => {
  const id = `seconds-${JSON.stringify(handle_seconds)}`;
  const contact = { contact_id: id, customer_id: 'seconds', channel: 'chat', reason: 'refund' };
  await post('/v1/contacts', {
    ...contact,
    started_at: '2026-03-01T00:00:00Z',
    handle_seconds,
    resolved: ' ',
  });
  expect((await timelineOf('seconds')).find((entry) => entry.id === id)).toMatchObject({
    handleSeconds: null,
    resolved: null,
  });
});

test('numbers of seconds are taken as text or number, and nothing else is taken for one', async () => {
  const send = (handle_seconds: unknown) =>
    post('/v1/contacts', {
      contact_id: `n-${JSON.stringify(handle_seconds)}`,
      customer_id: 'numbers',
      channel: 'chat',
      reason: 'refund',
      started_at: '2026-03-01T00:00:00Z',
      handle_seconds,
    });
  expect([(await send('60')).status, (await send(60)).status]).toEqual([200, 200]);
  for (const wrong of ['soon', true, [], '-1']) expect(await send(wrong)).toMatchObject({ status: 400 });
});

test("a contact under another customer's id is refused and kept, whoever was first", async () => {
  const contact = { channel: 'chat', reason: 'refund', started_at: '2026-03-01T00:00:00Z' };
  const of = (customer_id: string, contact_id: string) => ({ ...contact, contact_id, customer_id });
  const refused = (id: string) => `contact_id "${id}" is a contact of customer "${mine}" already`;

  expect(await post('/v1/contacts', of(mine, 'k1'))).toMatchObject({ status: 200 });
  expect(await post('/v1/contacts', of(other, 'k1'))).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining(refused('k1')) },
  });
  expect(await post('/v1/contacts', of(mine, 'k1'))).toMatchObject({ body: { accepted: 0, duplicates: 1 } });

  const batch = [{}, of(mine, 'k2'), of(other, 'k2'), of(other, 'k3')];
  expect(await post('/v1/contacts', { contacts: batch })).toMatchObject({
    status: 200,
    body: {
      accepted: 2,
      duplicates: 0,
      rejected: [{ index: 0 }, { index: 2, error: expect.stringContaining(refused('k2')) }],
    },
  });
  const kept = await db.query<{ body: string }>(
    "select body from rejects where error like 'contact_id \"k%'",
  );
  expect(kept.map(({ body }) => JSON.parse(body))).toEqual(
    expect.arrayContaining([of(other, 'k1'), of(other, 'k2')]),
  );
  expect(await timelineOf(other)).toMatchObject([{ id: 'k3' }]);

  const row = `k1,${other},chat,refund,2026-03-01T00:00:00Z`;
  expect(
    await imported('contacts.csv', ['contact_id,customer_id,channel,reason,started_at', row]),
  ).toMatchObject({
    accepted: 0,
    duplicates: 0,
    rejected: 1,
    rejects: [{ line: 2, error: expect.stringContaining(refused('k1')), text: row }],
  });
});

test('a customer is first seen when the oldest event happened, in whatever order they come', async () => {
  for (const day of ['02', '01', '03']) {
    await post('/v1/track', { userId: 'seen', event: `Day ${day}`, timestamp: `2026-02-${day}T00:00:00Z` });
  }
  expect(await get('/v1/customers/seen')).toMatchObject({
    customer: { firstSeen: '2026-02-01T00:00:00.000Z' },
  });
});
