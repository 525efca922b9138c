import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Db, MINUTE } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';
import { joining, sayingMore } from './joining.ts';

const START = Date.parse('2026-03-10T15:00:00Z');
let db: Db;
let product: TestApp;
let people: TestApp['app']['people'];
let now = START;
beforeAll(async () => {
  db = await testDb();
  product = await testApp(db);
  people = product.app.people;
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.query('delete from waiting');
  await db.query('delete from contacts');
  now += 24 * 60 * MINUTE;
  await product.clock(new Date(now).toISOString());
});

type Entry = {
  id: string;
  takenBy: string;
  outcome: string | null;
  joinedAt: string;
  context: { said: unknown[] };
};
const later = async (minutes: number) => {
  now += minutes * MINUTE;
  await product.clock(new Date(now).toISOString());
};
const take = async (agent: string, reason?: string) => {
  const { status, body } = await product.post('/v1/queues/take', { agent, reason });
  expect(status).toBe(200);
  return (body as { entry: Entry | null }).entry;
};
const queues = async () =>
  (await product.get<{ queues: Record<string, unknown>[]; agents: unknown[] }>('/v1/queues')).queues;
const entry = async (id: string) => (await product.get<{ entry: Entry }>(`/v1/queues/entries/${id}`)).entry;
const contact = (id: string, handle_seconds: number, more: object = {}) =>
  product.post('/v1/contacts', {
    contact_id: id,
    customer_id: 'ashley',
    channel: 'voice',
    reason: 'flight_status',
    started_at: new Date(now - MINUTE).toISOString(),
    handle_seconds,
    ...more,
  });

test('who waits longest is next, of a reason or of any, with all that was said', async () => {
  await people.join(joining('first', { reason: 'seat_request' }));
  await later(1);
  await people.join(joining('second'));
  await later(1);
  await people.join(joining('third'));
  expect(await take('Dana', 'flight_status')).toMatchObject({
    id: 'second',
    takenBy: 'Dana',
    reason: 'flight_status',
    context: joining('second').context,
  });
  expect((await take('Dana'))?.id).toBe('first');
  expect((await take('Sam'))?.id).toBe('third');
  expect(await take('Sam')).toBeNull();
});

test('twenty agents at once over ten who wait: each is taken once', async () => {
  for (let i = 0; i < 10; i++) await people.join(joining(`at-once-${i}`));
  const taken = await Promise.all(Array.from({ length: 20 }, (_, i) => take(`agent ${i}`)));
  const ids = taken.flatMap((one) => (one ? [one.id] : []));
  expect(ids).toHaveLength(10);
  expect(new Set(ids).size).toBe(10);
  for (const one of taken) if (one) expect((await entry(one.id)).takenBy).toBe(one.takenBy);
});

test('a call back is given out when its time has come, then before all who wait', async () => {
  await people.join(joining('waits'));
  const at = now + 30 * MINUTE;
  await people.join(joining('at-four', { wantsCallBack: true, callBackAt: at, number: '+13125550101' }));
  expect(await queues()).toMatchObject([{ waiting: 1, callBacksDue: 0, callBacksLater: 1 }]);
  expect((await take('Dana'))?.id).toBe('waits');
  expect(await take('Dana')).toBeNull();
  await product.post('/v1/queues/entries/waits/put-back', {});
  await later(29);
  expect((await take('Dana'))?.id).toBe('waits');
  await product.post('/v1/queues/entries/waits/put-back', {});
  await later(1);
  expect(await queues()).toMatchObject([{ waiting: 1, callBacksDue: 1, callBacksLater: 0 }]);
  expect(await take('Dana')).toMatchObject({ id: 'at-four', number: '+13125550101' });
});

test('a call back as soon as possible waits for its turn', async () => {
  await people.join(joining('one'));
  await later(1);
  await people.join(joining('soon', { wantsCallBack: true, number: '+13125550101' }));
  await later(1);
  await people.join(joining('two'));
  expect([(await take('Dana'))?.id, (await take('Dana'))?.id, (await take('Dana'))?.id]).toEqual([
    'one',
    'soon',
    'two',
  ]);
});

test('joining again changes nothing; saying more brings it up to date in its place', async () => {
  const given = joining('again');
  await people.join(given);
  const { joinedAt } = await entry('again');
  await later(5);
  await people.join(given);
  await people.join(sayingMore(given, 'are you there?'));
  await people.join(given);
  const kept = await entry('again');
  expect(kept).toMatchObject({ joinedAt, reason: 'flight_status' });
  expect(kept.context.said).toHaveLength(3);
  expect(await queues()).toMatchObject([{ waiting: 1, longestWaitSeconds: 300 }]);
});

test('who leaves is out of the line; late repeats do not bring them back, asking anew does', async () => {
  const given = joining('leaves');
  await people.join(given);
  await people.leave('leaves');
  await people.leave('leaves');
  await people.join(given);
  expect(await take('Dana')).toBeNull();
  expect(await queues()).toEqual([]);
  await later(1);
  await people.join(sayingMore(given, 'I still need someone'));
  expect((await take('Dana'))?.id).toBe('leaves');
});

test('who hangs up after asking to be called back is called back', async () => {
  const given = joining('hangs-up', { medium: 'voice', number: '+13125550101' });
  await people.join(given);
  await people.join({ ...given, wantsCallBack: true, callBackAt: now + 5 * MINUTE });
  await people.leave('hangs-up');
  await later(5);
  expect((await take('Dana'))?.id).toBe('hangs-up');
});

test('who is done and asks again is taken again', async () => {
  const given = joining('again-later');
  await people.join(given);
  await take('Dana');
  await product.post('/v1/queues/entries/again-later/done', { outcome: 'not_resolved' });
  await people.join(given);
  expect(await take('Dana')).toBeNull();
  await people.join(sayingMore(given, 'it is still wrong'));
  expect(await take('Sam')).toMatchObject({ id: 'again-later', takenBy: 'Sam', outcome: null });
});

test('what is put back is where it was, for anyone', async () => {
  await people.join(joining('a'));
  await later(1);
  await people.join(joining('b'));
  expect((await take('Dana'))?.id).toBe('a');
  const back = await product.post('/v1/queues/entries/a/put-back', {});
  expect(back).toMatchObject({ status: 200, body: { entry: { takenBy: null, takenAt: null } } });
  expect((await product.post('/v1/queues/entries/a/put-back', {})).status).toBe(200);
  expect(await take('Sam')).toMatchObject({ id: 'a', takenBy: 'Sam' });
});

test('done records on the contact whether it was resolved, whatever the contact says else', async () => {
  await contact('voice_OUT1', 240);
  await people.join(joining('OUT1', { medium: 'outbound', customerId: 'ashley' }));
  await take('Dana');
  const told = await product.post('/v1/queues/entries/OUT1/done', { outcome: 'resolved' });
  expect(told).toMatchObject({ status: 200, body: { entry: { outcome: 'resolved' } } });
  expect((await product.post('/v1/queues/entries/OUT1/done', { outcome: 'resolved' })).status).toBe(200);
  const [row] = await db.query('select * from contacts');
  expect(row).toMatchObject({
    id: 'voice_OUT1',
    resolved: true,
    handle_seconds: 240,
    reason: 'flight_status',
  });
});

test('done makes no contact where there is none', async () => {
  await people.join(joining('no-contact', { customerId: 'ashley' }));
  await take('Dana');
  await product.post('/v1/queues/entries/no-contact/done', { outcome: 'not_resolved' });
  expect(await db.query('select id from contacts')).toEqual([]);
});

test('the expected wait: unknown without agents or contacts, then by how long contacts take', async () => {
  expect(await people.expectedWait('flight_status')).toBeNull();
  await people.join(joining('w1'));
  await take('Dana');
  expect(await people.expectedWait('flight_status')).toBeNull();
  await contact('c1', 600);
  expect(await people.expectedWait('flight_status')).toBe(10);
  await people.join(joining('w2'));
  await people.join(joining('w3', { wantsCallBack: true, callBackAt: now + 60 * MINUTE }));
  expect(await queues()).toMatchObject([{ expectedWaitMinutes: 20, agents: 1 }]);
  await product.post('/v1/queues/entries/w1/done', { outcome: 'resolved' });
  expect(await people.expectedWait('flight_status')).toBe(10);
  // Who took nothing for half an hour is not about any more.
  await later(31);
  expect(await people.expectedWait('flight_status')).toBeNull();
});

test.each([
  ['/v1/queues/take', {}, 400, 'agent'],
  ['/v1/queues/take', { agent: '  ' }, 400, 'say who takes it'],
  ['/v1/queues/take', { agent: 'Dana', reason: 'nul\0' }, 400, 'reason'],
  ['/v1/queues/entries/nobody/done', { outcome: 'resolved' }, 404, 'nobody is waiting as'],
  ['/v1/queues/entries/nobody/put-back', {}, 404, 'nobody is waiting as'],
  ['/v1/queues/entries/here/done', { outcome: 'fine' }, 400, 'outcome'],
  ['/v1/queues/entries/here/done', { outcome: 'resolved' }, 409, 'nobody has taken'],
])('%s %j is refused', async (path, body, status, words) => {
  await people.join(joining('here'));
  const answer = await product.post(path, body);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).toContain(words);
});

test('what was ended otherwise stays so', async () => {
  await people.join(joining('ended'));
  await take('Dana');
  await product.post('/v1/queues/entries/ended/done', { outcome: 'resolved' });
  const answer = await product.post('/v1/queues/entries/ended/done', { outcome: 'not_resolved' });
  expect(answer).toMatchObject({ status: 409, body: { where: 'outcome' } });
  expect((await product.post('/v1/queues/entries/ended/put-back', {})).status).toBe(409);
});

test('who is erased is not waiting any more', async () => {
  await product.identify('zoe', new Date(now).toISOString(), { firstName: 'Zoe' });
  await people.join(joining('zoes', { customerId: 'zoe', number: '+13125550177' }));
  const before = await product.get<{ rows: Record<string, unknown[]> }>('/v1/customers/zoe/export');
  expect(before.rows.waiting).toMatchObject([{ id: 'zoes', number: '+13125550177' }]);
  await product.app.request('/v1/customers/zoe', {
    method: 'DELETE',
    headers: { authorization: `Basic ${Buffer.from('sandbox:').toString('base64')}` },
  });
  expect(await db.query('select id from waiting')).toEqual([]);
});

test('the API describes itself', async () => {
  const { paths } = await product.get<{ paths: Record<string, unknown> }>('/openapi.json');
  expect(Object.keys(paths).filter((path) => path.startsWith('/v1/queues'))).toHaveLength(5);
});

test('taking is safe to send again with an Idempotency-Key', async () => {
  await people.join(joining('once'));
  await people.join(joining('other'));
  const send = async () => {
    const answer = await product.app.request('/v1/queues/take', {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('sandbox:').toString('base64')}`,
        'content-type': 'application/json',
        'idempotency-key': 'take-1',
      },
      body: JSON.stringify({ agent: 'Dana' }),
    });
    return ((await answer.json()) as { entry: Entry }).entry.id;
  };
  expect(await send()).toBe(await send());
});
