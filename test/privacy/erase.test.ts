import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { TABLES } from '../../src/privacy/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';

let db: Db;
let app: TestApp;
beforeAll(async () => {
  db = await testDb();
  app = await testApp(db);
  await app.clock('2026-05-01T00:00:00Z');
});
afterAll(() => db.close());

async function lives(id: string, phone: string): Promise<void> {
  await app.identify(id, '2026-05-01T00:00:00Z', { firstName: 'Ashley', phone });
  await app.track(id, 'Flight Booked', '2026-05-01T01:00:00Z', {
    tripId: `${id}-T`,
    flight: 'EX 12',
    departsAt: '2026-05-02T12:00:00Z',
  });
  await app.post('/v1/contacts', {
    contact_id: `${id}-c`,
    customer_id: id,
    channel: 'phone',
    reason: 'seat_request',
    started_at: '2026-05-01T00:00:00Z',
  });
}

test('every table that names a customer is known', async () => {
  const tables = await db.query<{ name: string }>(
    `select distinct table_name as name from information_schema.columns
     where table_schema = 'public' and column_name in ('customer_id', 'outreach_id', 'contact_id', 'conversation_id')`,
  );
  expect(tables.map(({ name }) => name).filter((name) => !TABLES.includes(name))).toEqual([]);
});

test('who is erased is gone, with what is pending; others stay, the proof is kept, and coming back is a new life', async () => {
  await lives('zoe-7', '+13125550101');
  await lives('bob', '+13125550102');
  const before = await app.get<{ rows: Record<string, unknown[]> }>('/v1/customers/zoe-7/export');
  expect(before.rows.events).toHaveLength(2);
  expect(before.rows.outreach).toHaveLength(1);

  const response = await app.app.request('/v1/customers/zoe-7', {
    method: 'DELETE',
    headers: { authorization: `Basic ${Buffer.from('sandbox:').toString('base64')}` },
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    counts: { customers: 1, events: 2, outreach: 1, contacts: 1 },
  });
  const left = await db.query<{ text: string }>(
    `select (select string_agg(e::text, '') from events e) || (select string_agg(o::text, '') from outreach o)
       || (select string_agg(x::text, '') from erasures x) as text`,
  );
  expect(left[0]?.text).toContain('bob');
  expect(left[0]?.text).not.toContain('zoe-7');
  await expect(app.get('/v1/customers/zoe-7/export')).rejects.toThrow(/404/);

  await app.clock('2026-05-02T12:00:00Z');
  expect((await app.outbox()).map(({ to }) => to)).toEqual(['+13125550102']);
  await lives('zoe-7', '+13125550101');
  expect((await app.get<{ customer: { id: string } }>('/v1/customers/zoe-7')).customer.id).toBe('zoe-7');
});

test('nobody is not erased', async () => {
  const response = await app.app.request('/v1/customers/nobody', {
    method: 'DELETE',
    headers: { authorization: `Basic ${Buffer.from('sandbox:').toString('base64')}` },
  });
  expect(response.status).toBe(404);
});
