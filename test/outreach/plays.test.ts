import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Db, HOUR, iso, MINUTE } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';

const NOW = Date.parse('2026-05-04T09:00:00Z');
const words = { subject: 'x', happened: 'x', done: 'x', todo: 'x', verify: 'x' };
const given = {
  name: 'x',
  reason: 'order_status',
  purpose: 'service',
  expires: 'P1D',
  channels: ['sms', 'email'],
  holdout: 0,
  tolerance: 'PT10M',
  message: words,
};
const onEvent = (event: string) => ({ kind: 'event', event, subject: 'order' });

let db: Db;
let app: TestApp;
let now = NOW;
let n = 0;
beforeAll(async () => {
  db = await testDb();
  app = await testApp(db, { BEFOREHAND_CAP_MARKETING: '1/P1D' });
  await app.clock(iso(now));
  await app.post('/v1/plays/flight-status/pause', {});
});
afterAll(() => db.close());

async function launched(play: Record<string, unknown> & { id: string }): Promise<void> {
  expect(await app.post('/v1/plays', { ...given, ...play })).toMatchObject({ status: 200 });
  expect((await app.post(`/v1/plays/${play.id}/launch`, {})).status).toBe(200);
}
async function customer(traits: Record<string, unknown> = {}): Promise<string> {
  const id = `c${n++}`;
  await app.identify(id, iso(now), {
    phone: `+1312555${String(1000 + n)}`,
    email: `${id}@example.com`,
    ...traits,
  });
  return id;
}
const happens = (id: string, event: string, more: object = {}) =>
  app.track(id, event, iso(now), { orderId: `${id}-O`, ...more });
const later = async (ms: number) => {
  now += ms;
  await app.clock(iso(now));
};
type Row = {
  playId: string;
  status: string;
  statusReason: string | null;
  channel: string;
  occurrence: string;
  channelWhy: string;
  sentAt: string;
};
const rowsOf = async (id: string, play?: string) =>
  (await app.get<{ outreach: Row[] }>(`/v1/customers/${id}/outreach`)).outreach.filter(
    ({ playId }) => !play || playId === play,
  );

test('a condition that can not be meant is refused with its place, and names the nearest that is known', async () => {
  await happens(await customer(), 'Order Placed', { carrier: 'post', weight: 3 });
  const trigger = onEvent('Order Late');
  const { status, body } = await app.post('/v1/plays', {
    ...given,
    id: 'wrong',
    trigger,
    where: 'facts.carier == "post"',
  });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain('did you mean `carrier`');
  expect(body).toMatchObject({ where: 'where', details: [{ line: 1, column: 7 }] });
  expect(
    await app.post('/v1/plays', {
      ...given,
      id: 'early',
      trigger: { kind: 'milestone', subject: 'parcel', milestone: 'due', offset: 'PT0S' },
    }),
  ).toMatchObject({
    status: 200,
    body: { warnings: [expect.stringContaining('there is no parcel yet')] },
  });
});

test('an event triggers once each time it happens, after its delay, and not once what it is about is over', async () => {
  await launched({
    id: 'late',
    trigger: { ...onEvent('Order Late'), delay: 'PT30M' },
    completedBy: ['Order Delivered'],
  });
  const [twice, over, newer] = [await customer(), await customer(), await customer()];
  for (const id of [twice, over, newer]) await happens(id, 'Order Late');
  await later(10 * MINUTE);
  await happens(over, 'Order Delivered');
  await happens(newer, 'Order Late');
  await later(20 * MINUTE);
  expect(await rowsOf(twice, 'late')).toMatchObject([{ status: 'sent', occurrence: 'Order Late' }]);
  expect(await rowsOf(over, 'late')).toMatchObject([
    { status: 'cancelled', statusReason: 'Order Delivered' },
  ]);
  expect(await rowsOf(newer, 'late')).toMatchObject([{ status: 'planned' }]);
  await happens(twice, 'Order Late');
  await later(HOUR);
  expect((await rowsOf(twice, 'late')).map(({ occurrence, status }) => [occurrence, status])).toEqual([
    ['Order Late#2', 'sent'],
    ['Order Late', 'sent'],
  ]);
  expect(await rowsOf(newer, 'late')).toMatchObject([{ status: 'sent', occurrence: 'Order Late' }]);
});

test('who is not in the audience by traits or facts is not planned for, and is once that changes', async () => {
  const [gold, silver] = [await customer({ tier: 'gold' }), await customer({ tier: 'silver' })];
  for (const id of [gold, silver]) await happens(id, 'Order Split', { parts: 2 });
  await launched({
    id: 'gold',
    trigger: onEvent('Order Split'),
    where: 'traits.tier == "gold" && facts.parts > 1',
  });
  expect(await rowsOf(silver, 'gold')).toEqual([]);
  await app.post('/v1/identify', {
    userId: silver,
    timestamp: iso(now + 1),
    traits: { tier: 'gold' },
    messageId: `${silver}-2`,
  });
  await later(MINUTE);
  for (const id of [gold, silver]) expect(await rowsOf(id, 'gold')).toMatchObject([{ status: 'sent' }]);
});

test('who has asked about it meanwhile gets no message; about something else, they do', async () => {
  await launched({ id: 'asked', trigger: { ...onEvent('Order Held'), delay: 'PT1H' } });
  const [asked, other] = [await customer(), await customer()];
  for (const id of [asked, other]) await happens(id, 'Order Held');
  await later(20 * MINUTE);
  for (const [id, reason] of [
    [asked, 'order_status'],
    [other, 'complaint'],
  ])
    await app.post('/v1/contacts', {
      contact_id: `${id}-k`,
      customer_id: id,
      channel: 'phone',
      reason,
      started_at: iso(now),
    });
  expect(await rowsOf(asked, 'asked')).toMatchObject([
    { status: 'cancelled', statusReason: 'already_contacted' },
  ]);
  await later(HOUR);
  expect(await rowsOf(other, 'asked')).toMatchObject([{ status: 'sent' }]);
  // It turns out to have been about something else: the message is wanted again, while it is worth something.
  await app.post('/v1/contacts', {
    contact_id: `${asked}-k`,
    customer_id: asked,
    channel: 'phone',
    reason: 'complaint',
    started_at: iso(now - HOUR),
  });
  await later(MINUTE);
  expect(await rowsOf(asked, 'asked')).toMatchObject([{ status: 'sent' }]);
});

describe('caps', () => {
  test('a trivial message waits for the cap, an urgent one is not crowded out by it', async () => {
    const consented = { purpose: 'marketing', trigger: onEvent('Order Placed Again') };
    await launched({ ...consented, id: 'trivial', priority: 2 });
    await launched({ ...consented, id: 'trivial-too', priority: 2 });
    await launched({ ...consented, id: 'urgent', priority: 8 });
    const id = await customer({ timezone: 'UTC' });
    const at = iso(now);
    await app.post('/v1/consents', {
      customer_id: id,
      channel: 'any',
      purpose: 'marketing',
      status: 'granted',
      source: 'form',
      at,
    });
    await happens(id, 'Order Placed Again');
    await later(MINUTE);
    const came = Object.fromEntries((await rowsOf(id)).map((row) => [row.playId, row]));
    expect(came.urgent).toMatchObject({ status: 'sent' });
    expect([came.trivial?.status, came['trivial-too']?.status]).not.toContain('sent');
    expect(came.trivial?.statusReason).toBe('cap');
  });
});

test('a pace lets so many go in each span, and the rest in the next', async () => {
  await launched({ id: 'paced', trigger: onEvent('Warehouse Closed'), pace: { most: 3, per: 'PT10M' } });
  now = Math.ceil(now / (10 * MINUTE)) * 10 * MINUTE;
  await app.clock(iso(now));
  for (let i = 0; i < 8; i++) await happens(await customer(), 'Warehouse Closed');
  const sent = async () =>
    (await app.get<{ outreach: Row[] }>('/v1/outreach?play=paced')).outreach.filter(
      ({ status }) => status === 'sent',
    ).length;
  await app.clock(iso(now));
  expect(await sent()).toBe(3);
  await later(10 * MINUTE);
  expect(await sent()).toBe(6);
  await later(10 * MINUTE);
  expect(await sent()).toBe(8);
});

test('the stated channel comes first, then what was learned of the customer, in words', async () => {
  await launched({ id: 'channels', trigger: onEvent('Order Packed') });
  const [stated, learned, nobody] = [
    await customer({ preferredChannel: 'e-mail' }),
    await customer(),
    await customer(),
  ];
  for (let i = 0; i < 6; i++)
    await app.post('/v1/contacts', {
      contact_id: `${learned}-${i}`,
      customer_id: learned,
      channel: 'email',
      reason: 'complaint',
      started_at: iso(now - (i + 2) * 24 * HOUR),
    });
  for (const id of [stated, learned, nobody]) await happens(id, 'Order Packed');
  await later(MINUTE);
  expect(await rowsOf(stated, 'channels')).toMatchObject([
    { channel: 'email', channelWhy: 'the customer asked for email' },
  ]);
  expect(await rowsOf(learned, 'channels')).toMatchObject([
    { channel: 'email', channelWhy: '6 of 6 contacts came where email is at hand' },
  ]);
  expect(await rowsOf(nobody, 'channels')).toMatchObject([
    { channel: 'sms', channelWhy: 'the first of the play' },
  ]);
});

test('the suppression list stops an address whoever has it, and the next channel is taken', async () => {
  await launched({ id: 'listed', trigger: onEvent('Order Weighed') });
  const id = await customer({ phone: '+13125550177' });
  expect(
    (
      await app.post('/v1/suppressions', {
        channel: 'sms',
        address: '+13125550177',
        source: 'letter',
        at: iso(now),
      })
    ).status,
  ).toBeLessThan(300);
  await happens(id, 'Order Weighed');
  await later(MINUTE);
  expect(await rowsOf(id, 'listed')).toMatchObject([{ status: 'sent', channel: 'email' }]);
});

test('a milestone that moves triggers, and an ended play withdraws what is pending, for good', async () => {
  await launched({
    id: 'moved',
    trigger: {
      kind: 'moved',
      subject: 'order',
      milestone: 'dueAt',
      direction: 'later',
      by: 'PT2H',
      delay: 'PT1H',
    },
  });
  const [far, near] = [await customer(), await customer()];
  for (const id of [far, near]) await happens(id, 'Order Taken', { dueAt: iso(now + 48 * HOUR) });
  await later(MINUTE);
  await happens(far, 'Order Moved', { dueAt: iso(now + 60 * HOUR) });
  await happens(near, 'Order Moved', { dueAt: iso(now + 49 * HOUR) });
  expect(await rowsOf(far, 'moved')).toMatchObject([{ status: 'planned', occurrence: 'dueAt moved' }]);
  expect(await rowsOf(near, 'moved')).toEqual([]);
  expect((await app.post('/v1/plays/moved/end', {})).status).toBe(200);
  expect(await rowsOf(far, 'moved')).toMatchObject([{ status: 'cancelled', statusReason: 'play_ended' }]);
  expect((await app.post('/v1/plays/moved/launch', {})).status).toBe(409);
});

test('a preview says what a customer would get, and what is missing', async () => {
  await app.post('/v1/plays', {
    ...given,
    id: 'preview',
    trigger: onEvent('Order Boxed'),
    message: { ...words, happened: 'Hello {{ customer.firstName }}: {{ facts.box }}' },
  });
  const id = await customer({ firstName: 'Ashley' });
  await happens(id, 'Order Boxed', { box: 'B7' });
  const { body } = await app.post('/v1/plays/preview/preview', { customerId: id });
  expect(body).toMatchObject({
    previews: [
      {
        messages: [
          { channel: 'sms', text: expect.stringContaining('Hello Ashley: B7') },
          { channel: 'email' },
        ],
      },
    ],
  });
});
