import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bucketOf, type Db } from '../src/platform/index.ts';
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

/** An id like the given one that lies in the same bucket as another, or in a different one. */
function idBeside(other: string, same: boolean): string {
  for (let n = 0; ; n++) if ((bucketOf(`member-${n}`) === bucketOf(other)) === same) return `member-${n}`;
}
type Timeline = { timeline: { kind: string; name?: string }[] };
const namesOf = async (id: string) =>
  (await product.get<Timeline>(`/v1/customers/${id}/timeline`)).timeline.map(
    (entry) => entry.name ?? entry.kind,
  );

describe.each([
  ['in one bucket', true],
  ['in two buckets', false],
])('two ids %s become one customer', (name, same) => {
  const before = `visitor ${name}`;
  const now = idBeside(before, same);
  const day = same ? '2026-03-02' : '2026-03-03';
  const booked = {
    tripId: `T-${same}`,
    flight: 'BA101',
    destination: 'DEN',
    departsAt: '2026-03-02T18:00:00Z',
  };

  test('what was known moves, what still comes follows, and nothing is counted twice', async () => {
    await product.identify(before, '2026-02-01T00:00:00Z', { firstName: 'Ashley', phone: '+15125550144' });
    await product.track(before, 'Flight Booked', '2026-02-02T00:00:00Z', booked);
    await product.post('/v1/contacts', {
      contact_id: `k-${same}`,
      customer_id: before,
      channel: 'chat',
      reason: 'seat_request',
      started_at: '2026-02-03T00:00:00Z',
    });
    await product.post('/v1/consents', {
      customer_id: before,
      channel: 'email',
      purpose: 'service',
      status: 'revoked',
      source: 'test',
      at: '2026-02-04T00:00:00Z',
    });
    const alias = {
      userId: now,
      previousId: before,
      messageId: `a-${same}`,
      timestamp: '2026-02-05T00:00:00Z',
    };
    expect((await product.post('/v1/alias', alias)).status).toBe(200);
    expect((await product.post('/v1/alias', alias)).status).toBe(200);
    await product.track(before, 'Flight Delayed', '2026-02-06T00:00:00Z', {
      ...booked,
      departsAt: `${day}T20:00:00Z`,
    });

    expect(await namesOf(now)).toEqual(['traits', 'Flight Booked', 'contact', 'traits', 'Flight Delayed']);
    const { customer, subjects } = await product.get<{ customer: object; subjects: object[] }>(
      `/v1/customers/${now}`,
    );
    expect(customer).toMatchObject({ traits: { firstName: 'Ashley', phone: '+15125550144' } });
    expect(subjects).toMatchObject([{ id: booked.tripId, milestones: [{ at: `${day}T20:00:00.000Z` }] }]);
    expect((await product.get<{ consents: object[] }>(`/v1/customers/${now}/consent`)).consents).toHaveLength(
      1,
    );
    await expect(product.get(`/v1/customers/${encodeURIComponent(before)}`)).rejects.toThrow('404');
  });

  test('the message goes once, to the customer', async () => {
    await product.clock(`${day}T19:00:00Z`);
    await product.clock(`${day}T21:00:00Z`);
    const sent = (await product.outbox()).filter(
      (message) => message.text.includes('2:00 PM') && message.customerId === now,
    );
    expect(sent).toHaveLength(1);
    expect((await product.outbox()).filter((message) => message.customerId === before)).toEqual([]);
  });
});

test('an anonymous visitor is recognised by the id without its prefix', async () => {
  await product.post('/v1/track', {
    anonymousId: 'cookie-7',
    messageId: 'c1',
    event: 'Page Seen',
    timestamp: '2026-02-02T00:00:00Z',
  });
  await product.post('/v1/alias', {
    userId: 'known-7',
    previousId: 'cookie-7',
    messageId: 'c2',
    timestamp: '2026-02-03T00:00:00Z',
  });
  expect(await namesOf('known-7')).toEqual(['Page Seen', 'traits']);
});

test('ids that lead round a circle lose nothing', async () => {
  for (const id of ['ring-a', 'ring-b']) await product.track(id, `Seen ${id}`, '2026-02-02T00:00:00Z', {});
  await product.post('/v1/alias', { userId: 'ring-b', previousId: 'ring-a', messageId: 'r1' });
  await product.post('/v1/alias', { userId: 'ring-a', previousId: 'ring-b', messageId: 'r2' });
  const kept = await db.query<{ name: string }>(
    "select name from events where name like 'Seen ring%' order by name",
  );
  expect(kept.map((row) => row.name)).toEqual(['Seen ring-a', 'Seen ring-b']);
});

test('an alias without the id before says so', async () => {
  const { status, body } = await product.post('/v1/alias', { userId: 'x' });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain('previousId');
});

test('a contact whose id is taken in the new place stays, and that is said', async () => {
  const before = 'clash-before';
  const now = idBeside(before, false);
  const other =
    Array.from({ length: 5000 }, (_, n) => `other-${n}`).find((id) => bucketOf(id) === bucketOf(now)) ?? '';
  const contact = (customer_id: string) => ({
    contact_id: 'clash',
    customer_id,
    channel: 'chat',
    reason: 'lost_item',
    started_at: '2026-02-03T00:00:00Z',
  });
  await product.post('/v1/contacts', contact(before));
  await product.post('/v1/contacts', contact(other));
  await product.track(before, 'Seen before', '2026-02-02T00:00:00Z', {});
  const answer = await product.post('/v1/alias', {
    userId: now,
    previousId: before,
    messageId: 'clash-alias',
  });
  expect(JSON.stringify(answer.body)).toContain('contact clash stays under the previous id');
  const kept = await db.query<{ customer_id: string }>(
    "select customer_id from contacts where id = 'clash' order by 1",
  );
  expect(kept.map((row) => row.customer_id)).toEqual([before, other].sort());
  expect(await namesOf(now)).toContain('Seen before');
});
