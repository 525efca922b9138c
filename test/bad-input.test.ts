import { gzipSync } from 'node:zlib';
import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../src/platform/index.ts';
import { type TestApp, testApp } from './support/app.ts';
import { testDb } from './support/database.ts';

let db: Db;
let product: TestApp;
beforeAll(async () => {
  db = await testDb();
  product = await testApp(db);
  await product.clock('2026-03-01T08:00:00Z');
});
afterAll(() => db.close());

const good = {
  type: 'track',
  userId: 'u1',
  messageId: 'g1',
  event: 'Order Placed',
  timestamp: '2026-03-01T07:00:00Z',
  properties: { orderId: 'O1', dueAt: '2026-03-09T07:00:00Z' },
};

test('a batch with a bad message takes the good ones, and keeps the bad one with its cause', async () => {
  const { status, body } = await product.post('/v1/batch', {
    batch: [good, { ...good, messageId: 'g2', userId: undefined }, 'nonsense'],
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    accepted: 1,
    rejected: [{ index: 1, error: expect.stringContaining('has no user') }, { index: 2 }],
  });
  const kept = await db.query<{ error: string; body: string }>(
    'select error, body from rejects order by error',
  );
  expect(kept).toHaveLength(2);
  expect(kept.map((row) => row.body).join()).toContain('g2');
});

test('the same message again changes nothing', async () => {
  const { body } = await product.post('/v1/batch', { batch: [good, good] });
  expect(body).toMatchObject({ accepted: 0, duplicates: 2 });
  const { subjects } = await product.get<{ subjects: unknown[] }>('/v1/customers/u1');
  expect(subjects).toMatchObject([
    { type: 'order', id: 'O1', version: 1, milestones: [{ name: 'dueAt', at: '2026-03-09T07:00:00.000Z' }] },
  ]);
});

test.each([
  ['an event with no user', '/v1/track', { event: 'X' }, 400, 'has no user'],
  ['an event with no name', '/v1/track', { userId: 'u' }, 400, 'the name of what happened'],
  [
    'an unknown zone',
    '/v1/identify',
    { userId: 'u', traits: { timezone: 'Mars/Olympus' } },
    400,
    'America/Chicago',
  ],
  [
    'a time without a zone',
    '/v1/track',
    { userId: 'u', event: 'X', timestamp: '2026-03-01T07:00:00' },
    400,
    'with a zone',
  ],
  ['a batch that is none', '/v1/batch', { events: [] }, 400, 'batch'],
  [
    'a contact without a time',
    '/v1/contacts',
    { contact_id: 'k', customer_id: 'u', channel: 'chat', reason: 'x' },
    400,
    'started_at',
  ],
  ['a clock that goes back', '/v1/clock', { now: '2020-01-01T00:00:00Z' }, 400, "can't go back"],
  ['a play with a bad id', '/v1/plays', { id: 'Bad Id' }, 400, 'small letters'],
  ['a play that is not there', '/v1/plays/nope/launch', {}, 404, 'flight-status'],
])('%s is refused with what, where and how to mend it', async (_, path, body, status, message) => {
  const answer = await product.post(path, body);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).toContain(message);
});

test('broken JSON, a wrong key and a giant body are refused, each for what it is', async () => {
  const headers = {
    authorization: `Basic ${Buffer.from('sandbox:').toString('base64')}`,
    'content-type': 'application/json',
  };
  const broken = await product.app.request('/v1/batch', { method: 'POST', headers, body: '{"batch":[' });
  expect(broken.status).toBe(400);
  const noKey = await product.app.request('/v1/batch', {
    method: 'POST',
    headers: { ...headers, authorization: 'Bearer guess' },
    body: '{}',
  });
  expect(noKey.status).toBe(401);
  const giant = await product.app.request('/v1/batch', {
    method: 'POST',
    headers,
    body: JSON.stringify({ batch: ['x'.repeat(6_000_000)] }),
  });
  expect(giant.status).toBe(413);
});

test.each([
  ['/v1/customers/%00', undefined],
  ['/v1/customers/%00/forecast', undefined],
  ['/v1/customers/%00/timeline', undefined],
  ['/v1/customers/%00/consent', undefined],
  ['/v1/conversations/%00', undefined],
  ['/v1/conversations/%00/live', undefined],
  ['/v1/conversations/%00/turns', { speaker: 'customer', text: 'hello' }],
  ['/v1/conversations', { id: 'a\0' }],
  ['/v1/conversations', { channel: 'a\0' }],
  ['/v1/conversations', { customerId: 'a\0' }],
  ['/v1/conversations', { channel: 'half \ud800' }],
])('%s with %j: a character that no store holds is told as such', async (path, body) => {
  const answer = await product.app.request(path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: 'Bearer sandbox', 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain("can't be stored");
});

test('a page of another site may not write with the key that the browser keeps', async () => {
  const send = (method: string, site: string) =>
    product.app.request(method === 'GET' ? '/v1/plays' : '/v1/conversations', {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(':sandbox').toString('base64')}`,
        'content-type': 'application/json',
        'sec-fetch-site': site,
      },
      ...(method === 'GET' ? {} : { body: '{}' }),
    });
  const refused = await send('POST', 'cross-site');
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain('a page of another site');
  expect((await send('POST', 'same-origin')).status).toBe(200);
  expect((await send('POST', 'none')).status).toBe(200);
  expect((await send('GET', 'cross-site')).status).toBe(200);
});

test("names that JavaScript's objects have of themselves are names like any other", async () => {
  const at = '2026-03-02T00:00:00Z';
  const properties = { orderId: 'O-names', constructor: at, toString: at, valueOf: 'fact' };
  const { status } = await product.track('names', 'constructor', '2026-03-01T07:00:00Z', properties);
  expect(status).toBe(200);
  await product.identify('names', '2026-03-01T07:00:00Z', { constructor: 'Bob' });
  const { customer, subjects } = await product.get<{
    customer: { traits: object };
    subjects: { facts: object; milestones: { name: string }[] }[];
  }>('/v1/customers/names');
  expect(customer.traits).toEqual({ constructor: 'Bob' });
  expect(subjects[0]?.facts).toEqual({ valueOf: 'fact' });
  expect(subjects[0]?.milestones.map(({ name }) => name).sort()).toEqual(['constructor', 'toString']);
});

test("Segment's own Node client works unchanged", async () => {
  const bodies: string[] = [];
  const client = new Analytics({
    writeKey: 'sandbox',
    host: 'http://product.test',
    maxEventsInBatch: 3,
    httpClient: async (url, init) => {
      bodies.push(String(init?.body));
      return product.app.request(url.replace('http://product.test', ''), init as RequestInit);
    },
  });
  const errors: unknown[] = [];
  client.on('error', (error) => errors.push(error));
  client.identify({
    userId: 'seg',
    traits: { firstName: 'Sam', email: 'sam@example.com' },
    timestamp: new Date('2026-03-01T00:00:00Z'),
  });
  client.track({
    userId: 'seg',
    event: 'Order Placed',
    properties: { orderId: 'O9' },
    timestamp: new Date('2026-03-01T00:01:00Z'),
  });
  client.page({ userId: 'seg', name: 'Help' });
  await client.closeAndFlush();
  expect(errors).toEqual([]);
  const { timeline } = await product.get<{ timeline: { kind: string; name?: string }[] }>(
    '/v1/customers/seg/timeline',
  );
  expect(timeline.map((entry) => entry.name ?? entry.kind).sort()).toEqual([
    'Help page Viewed',
    'Order Placed',
    'traits',
  ]);
});

test('an Idempotency-Key keeps the first answer, and refuses another request under it', async () => {
  const send = (key: string, body: object) =>
    product.app.request('/v1/conversations', {
      method: 'POST',
      headers: {
        authorization: 'Bearer sandbox',
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    });
  const first = await send('key-1', { channel: 'chat' });
  const again = await send('key-1', { channel: 'chat' });
  expect(await again.json()).toEqual(await first.json());
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect((await send('key-1', { channel: 'voice' })).status).toBe(422);
  expect((await send('key-2', { customerId: 'nobody' })).status).toBe(404);
  expect((await send('key-2', { customerId: 'nobody' })).status).toBe(404);
  const racing = await Promise.all([send('key-3', {}), send('key-3', {}), send('key-3', {})]);
  expect(
    racing.filter((answer) => answer.status === 200 && !answer.headers.get('idempotent-replayed')),
  ).toHaveLength(1);
});

test('the same play again is no new version', async () => {
  const { plays } = await product.get<{ plays: { id: string; version: number; status: string }[] }>(
    '/v1/plays',
  );
  const shipped = plays.find(({ id }) => id === 'flight-status') as (typeof plays)[number];
  const { version, status, ...definition } = shipped;
  expect(await product.post('/v1/plays', definition)).toMatchObject({ body: { play: { version } } });
  expect(await product.post('/v1/plays', { ...definition, holdout: 0.3 })).toMatchObject({
    body: { play: { version: version + 1, status } },
  });
});

test.each([
  ['a template that is none', { message: { todo: '{% if %}' } }, 'message.todo'],
  ['a filter that is not there', { message: { todo: '{{ facts.flight | nosuch }}' } }, 'message.todo'],
  ['a part that is empty', { message: { todo: '  ' } }, 'complete'],
  ['a channel that is not there', { channels: ['pigeon'] }, 'sms, email, voice'],
  ['an expiry before the message is due', { expires: '-PT2H' }, 'nothing would ever be sent'],
  ['no tolerance', { tolerance: 'PT0S' }, 'tolerance'],
])('a play with %s is refused', async (_, change, words) => {
  const { plays } = await product.get<{ plays: Record<string, unknown>[] }>('/v1/plays');
  const shipped = plays.find(({ id }) => id === 'flight-status') as Record<string, unknown>;
  const { version, status, ...definition } = shipped;
  const message = { ...(definition.message as object), ...('message' in change ? change.message : {}) };
  const answer = await product.post('/v1/plays', { ...definition, id: 'other', ...change, message });
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain(words);
});

test('a body may come compressed, and is counted as what it holds', async () => {
  const send = (body: Uint8Array, encoding: string) =>
    product.app.request('/v1/batch', {
      method: 'POST',
      headers: {
        authorization: 'Bearer sandbox',
        'content-type': 'application/json',
        'content-encoding': encoding,
      },
      body,
    });
  const batch = (text: string) =>
    gzipSync(JSON.stringify({ batch: [{ ...good, messageId: 'zip', properties: { text } }] }));
  expect(await (await send(batch('x'), 'gzip')).json()).toMatchObject({ accepted: 1 });
  expect((await send(batch('x'.repeat(20_000_000)), 'gzip')).status).toBe(413);
  expect((await send(batch('x'), 'br')).status).toBe(400);
});

test('a message nested without end is refused, and takes no other along', async () => {
  const deep = `{"type":"track","userId":"u","messageId":"deep","event":"X","properties":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;
  const answer = await product.app.request('/v1/batch', {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox', 'content-type': 'application/json' },
    body: `{"batch":[${deep},${JSON.stringify({ ...good, messageId: 'beside-deep' })}]}`,
  });
  expect(await answer.json()).toMatchObject({
    accepted: 1,
    rejected: [{ index: 0, error: expect.stringContaining('nested more than 50 deep') }],
  });
});

test('a day that is not in the calendar is no time', async () => {
  const answer = await product.post('/v1/track', {
    ...good,
    messageId: 'feb',
    timestamp: '2026-02-30T00:00:00Z',
  });
  expect(answer.status).toBe(400);
});
