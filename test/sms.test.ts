import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadConfig, type Overrides } from '../src/config/index.ts';
import { type App, openApp } from '../src/main.ts';
import { bucketOf, type Db, ManualClock } from '../src/platform/index.ts';
import { testDb } from './support/database.ts';
import {
  ACCOUNT,
  FROM,
  isBusy,
  refuses,
  startTwilio,
  statusCallback,
  TOKEN,
  type TwilioMessage,
  type TwilioServer,
} from './support/twilio-server.ts';

const KEY = 'a-key-for-the-sms-test';
const PUBLIC = 'https://care.example.com';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let day = Date.parse('2026-05-04T09:00:00Z');
let db: Db;
let twilio: TwilioServer;
let app: App;
let clock: ManualClock;

const open = (overrides: Overrides = {}) =>
  openApp(
    loadConfig(
      {},
      {
        BEFOREHAND_API_KEY: KEY,
        BEFOREHAND_PUBLIC_URL: PUBLIC,
        TWILIO_ACCOUNT_SID: ACCOUNT,
        TWILIO_AUTH_TOKEN: TOKEN,
        TWILIO_FROM: FROM,
        TWILIO_API_BASE_URL: twilio.url,
        BEFOREHAND_LOG: 'silent',
        BEFOREHAND_COMPANY: 'Example Air',
        ...overrides,
      },
    ),
    { db, clock },
  );

beforeAll(async () => {
  db = await testDb();
  clock = new ManualClock(day);
  twilio = await startTwilio(() => clock.now());
  app = await open();
  expect((await post('/v1/plays/flight-status/launch', {})).status).toBe(200);
});
beforeEach(() => {
  // Each test has a day of its own, which begins three hours before a departure.
  day += 24 * HOUR;
  clock.set(day);
  twilio.showAfter(0);
});
afterAll(async () => {
  await twilio.close();
  await db.close();
  expect(twilio.faults).toEqual([]);
});

const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
const post = (path: string, body: unknown) =>
  app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
const at = (ms: number) => new Date(ms).toISOString();

/** A customer whose flight leaves three hours into the day; they are told an hour before. */
async function flies(id: string, phone: string, traits = {}): Promise<void> {
  const batch = [
    {
      type: 'identify',
      userId: id,
      messageId: `${id}-i`,
      timestamp: at(day - HOUR),
      traits: { firstName: 'Ashley', phone, timezone: 'Europe/Paris', ...traits },
    },
    {
      type: 'track',
      userId: id,
      messageId: `${id}-b`,
      event: 'Flight Booked',
      timestamp: at(day - HOUR),
      properties: { tripId: `${id}-T`, flight: 'EX 12', destination: 'OSL', departsAt: at(day + 3 * HOUR) },
    },
  ];
  expect((await post('/v1/batch', { batch })).status).toBe(200);
}
type Row = { id: string; status: string; statusReason: string | null; attempts: number; providerId: string };
const outreachOf = async (id: string) => {
  const response = await app.request(`/v1/customers/${id}/outreach`, { headers });
  return ((await response.json()) as { outreach: Row[] }).outreach[0];
};
const messagesTo = (phone: string) => twilio.messages.filter(({ to }) => to === phone);
const messageTo = (phone: string) => messagesTo(phone)[0] as TwilioMessage;
/** As far into the day as told, with all work due by then done. */
const until = (ms: number) => app.worker.advanceTo(day + ms);
const report = async (message: TwilioMessage, status: string, errorCode?: number) => {
  const { path, init } = statusCallback(message, status, errorCode);
  const response = await app.request(path, init);
  expect(response.status).toBe(204);
};
const logOf = (id: string) =>
  db.query<{ status: string; detail: unknown }>(
    'select l.status, l.detail from outreach_log l join outreach o on o.bucket = l.bucket and o.id = l.outreach_id where o.customer_id = $1 order by l.seq',
    [id],
  );
const timelineOf = async (id: string) =>
  JSON.stringify(await (await app.request(`/v1/customers/${id}/timeline`, { headers })).json());

test('a text message goes out once, in time, and its delivery is known', async () => {
  await flies('ashley', '+13125550101');
  await until(2 * HOUR);
  const row = await outreachOf('ashley');
  const message = messageTo('+13125550101');
  expect(row).toMatchObject({ status: 'sent', attempts: 1, providerId: message.sid });
  expect(message).toMatchObject({
    from: FROM,
    body: expect.stringContaining('EX 12'),
    statusCallback: `${PUBLIC}/sms/twilio/status?outreach=${row?.id}&bucket=${bucketOf('ashley')}`,
  });
  // Worth nothing once it has left: by then it must not lie in a queue either.
  expect(message.validityPeriod).toBe(HOUR / 1000);
  expect((await logOf('ashley')).at(-1)).toEqual({
    status: 'sent',
    detail: { segments: Math.ceil(message.body.length / 153) },
  });
  for (const status of ['sent', 'queued', 'delivered', 'sent', 'delivered']) await report(message, status);
  await report(message, 'undelivered', 30003);
  expect(await outreachOf('ashley')).toMatchObject({ status: 'delivered', statusReason: null });
  expect((await logOf('ashley')).filter(({ status }) => status === 'delivered')).toHaveLength(1);
  await until(4 * HOUR);
  expect(messagesTo('+13125550101')).toHaveLength(1);
});

test('a message that a carrier does not deliver has failed, with the reason', async () => {
  await flies('offline', '+13125550102');
  await until(2 * HOUR);
  await report(messageTo('+13125550102'), 'undelivered', 30003);
  expect(await outreachOf('offline')).toMatchObject({
    status: 'failed',
    statusReason: 'Twilio 30003: the handset is off or out of reach',
  });
  await report(messageTo('+13125550102'), 'sent');
  expect(await outreachOf('offline')).toMatchObject({ status: 'failed' });
  await until(4 * HOUR);
  expect(messagesTo('+13125550102')).toHaveLength(1);
});

test('tried again by a person: the message that failed is not taken for the new one', async () => {
  await flies('retried', '+13125550117');
  await until(2 * HOUR);
  const first = messageTo('+13125550117');
  await report(first, 'undelivered', 30003);
  twilio.next({ does: 'hang up', taken: true });
  const { id } = (await outreachOf('retried')) as Row;
  expect((await post(`/v1/outreach/${id}/retry`, { customerId: 'retried' })).status).toBe(200);
  await report(first, 'undelivered', 30003);
  await until(4 * HOUR);
  const [, second, ...more] = messagesTo('+13125550117');
  expect(more).toEqual([]);
  expect(await outreachOf('retried')).toMatchObject({ status: 'sent', attempts: 2, providerId: second?.sid });
});

test('a correction that a carrier does not deliver is not followed by another', async () => {
  await flies('corrected', '+13125550116');
  await until(2 * HOUR);
  await report(messageTo('+13125550116'), 'delivered');
  const event = {
    userId: 'corrected',
    event: 'Flight Delayed',
    messageId: 'corrected-d',
    timestamp: at(clock.now()),
  };
  const properties = { tripId: 'corrected-T', departsAt: at(day + 4 * HOUR) };
  expect((await post('/v1/track', { ...event, properties })).status).toBe(200);
  await until(2 * HOUR + MINUTE);
  const [, correction] = messagesTo('+13125550116');
  await report(correction as TwilioMessage, 'undelivered', 30003);
  await until(5 * HOUR);
  expect(messagesTo('+13125550116')).toHaveLength(2);
});

test('a recipient who said STOP to Twilio is refused for good', async () => {
  twilio.next(refuses(400, 21610, 'Attempt to send to unsubscribed recipient'));
  await flies('stopped', '+13125550103');
  await until(4 * HOUR);
  expect(await outreachOf('stopped')).toMatchObject({
    status: 'failed',
    attempts: 1,
    statusReason: 'Twilio 21610: Attempt to send to unsubscribed recipient',
  });
});

test('a busy Twilio is asked again when it said, not before', async () => {
  twilio.next(isBusy('600'));
  await flies('patient', '+13125550104');
  await until(2 * HOUR + 9 * MINUTE);
  expect(await outreachOf('patient')).toMatchObject({ status: 'planned', attempts: 1 });
  await until(2 * HOUR + 10 * MINUTE);
  expect(await outreachOf('patient')).toMatchObject({ status: 'sent', attempts: 2 });
  expect(messagesTo('+13125550104')).toHaveLength(1);
});

test('a message whose answer was lost is found in the list, and not sent again', async () => {
  twilio.next({ does: 'hang up', taken: true });
  await flies('lost', '+13125550105');
  await until(4 * HOUR);
  const [message, ...more] = messagesTo('+13125550105');
  expect(more).toEqual([]);
  expect(await outreachOf('lost')).toMatchObject({ status: 'sent', attempts: 1, providerId: message?.sid });
  expect(await timelineOf('lost')).toContain('Outreach Sent');
});

test('a list that shows it late only delays the finding', async () => {
  twilio.showAfter(15 * MINUTE);
  twilio.next({ does: 'hang up', taken: true });
  await flies('late', '+13125550106');
  await until(2 * HOUR + 14 * MINUTE);
  expect(await outreachOf('late')).toMatchObject({ status: 'unknown' });
  await until(4 * HOUR);
  expect(messagesTo('+13125550106')).toHaveLength(1);
  expect(await outreachOf('late')).toMatchObject({ status: 'sent', attempts: 1 });
});

test('a report proves at once that it was taken, though neither answer nor list shows it', async () => {
  twilio.showAfter(24 * HOUR);
  twilio.next({ does: 'hang up', taken: true });
  await flies('reported', '+13125550107');
  await until(2 * HOUR);
  expect(await outreachOf('reported')).toMatchObject({ status: 'unknown', providerId: null });
  await report(messageTo('+13125550107'), 'sent');
  expect(await outreachOf('reported')).toMatchObject({
    status: 'sent',
    providerId: messageTo('+13125550107').sid,
  });
  expect(await timelineOf('reported')).toContain('Outreach Sent');
  await until(4 * HOUR);
  expect(messagesTo('+13125550107')).toHaveLength(1);
});

test('a report that comes before the answer is not undone by it', async () => {
  twilio.beforeAnswer((message) => report(message, 'delivered'));
  await flies('quick', '+13125550113');
  await until(4 * HOUR);
  const { sid } = messageTo('+13125550113');
  expect(await outreachOf('quick')).toMatchObject({ status: 'delivered', attempts: 1, providerId: sid });
  expect((await logOf('quick')).at(-1)).toMatchObject({
    status: 'delivered',
    detail: { segments: expect.any(Number) },
  });
  expect(messagesTo('+13125550113')).toHaveLength(1);
});

test('a worker that dies between sending and writing it down: another finds the message', async () => {
  await flies('orphan', '+13125550114');
  await until(2 * HOUR);
  await db.query(
    `update outreach set status = 'sending', provider_id = null, sent_at = null, next_attempt_at = $1 where customer_id = 'orphan'`,
    [at(day + 2 * HOUR + 2 * MINUTE)],
  );
  await until(4 * HOUR);
  const [message, ...more] = messagesTo('+13125550114');
  expect(more).toEqual([]);
  expect(await outreachOf('orphan')).toMatchObject({ status: 'sent', attempts: 1, providerId: message?.sid });
});

test('a report about a customer who has another id by now brings the old one not back', async () => {
  await flies('before', '+13125550115');
  await until(2 * HOUR);
  const { id } = (await outreachOf('before')) as Row;
  const alias = { previousId: 'before', userId: 'after', messageId: 'alias-1', timestamp: at(clock.now()) };
  expect((await post('/v1/alias', alias)).status).toBe(200);
  await report(messageTo('+13125550115'), 'delivered');
  expect(await db.query('select status from outreach where id = $1', [id])).toEqual([
    { status: 'delivered' },
  ]);
  expect(await db.query("select id from customers where id = 'before'")).toEqual([]);
  expect((await timelineOf('after')).split('Outreach Sent')).toHaveLength(2);
});

test('a message that was lost on the way is sent after half an hour, not before', async () => {
  twilio.next({ does: 'hang up' });
  await flies('gone', '+13125550108');
  await until(2 * HOUR + 29 * MINUTE);
  expect(await outreachOf('gone')).toMatchObject({ status: 'unknown' });
  expect(messagesTo('+13125550108')).toEqual([]);
  await until(4 * HOUR);
  expect(await outreachOf('gone')).toMatchObject({ status: 'sent', attempts: 2 });
  expect(messagesTo('+13125550108')).toHaveLength(1);
});

test('two of a family on one number, the same words: the lost one is not mistaken for the other', async () => {
  twilio.next({ does: 'hang up' }, { does: 'hang up' });
  await flies('ann', '+13125550109');
  await flies('bob', '+13125550109');
  await until(2 * HOUR);
  expect([(await outreachOf('ann'))?.status, (await outreachOf('bob'))?.status]).toEqual([
    'unknown',
    'unknown',
  ]);
  await until(2 * HOUR + 59 * MINUTE);
  const rows = [await outreachOf('ann'), await outreachOf('bob')];
  expect(rows).toMatchObject([
    { status: 'sent', attempts: 2 },
    { status: 'sent', attempts: 2 },
  ]);
  expect(new Set(rows.map((row) => row?.providerId)).size).toBe(2);
  expect(messagesTo('+13125550109')).toHaveLength(2);
});

test('where Twilio never answers, it ends as unknown for a person to see, and nothing goes twice', async () => {
  twilio.next({ does: 'hang up', taken: true });
  twilio.nextList(...Array.from({ length: 50 }, () => refuses(500, 20500, 'Internal Server Error')));
  await flies('dead', '+13125550110');
  await until(8 * HOUR);
  expect(await outreachOf('dead')).toMatchObject({
    status: 'unknown',
    statusReason: 'provider_cannot_tell',
    attempts: 1,
  });
  const listed = await app.request('/v1/outreach?status=unknown', { headers });
  expect(((await listed.json()) as { outreach: Row[] }).outreach).toHaveLength(1);
  expect(messagesTo('+13125550110')).toHaveLength(1);
  await report(messageTo('+13125550110'), 'delivered');
  expect(await outreachOf('dead')).toMatchObject({ status: 'delivered' });
});

test('a wrong token is ours to mend: nothing is lost, and it goes out once it is right', async () => {
  app = await open({ TWILIO_AUTH_TOKEN: 'yesterdays-token' });
  await flies('mended', '+13125550111');
  await until(2 * HOUR);
  expect(await outreachOf('mended')).toMatchObject({
    status: 'planned',
    statusReason: 'Twilio 20003: Authenticate',
  });
  app = await open();
  await until(2 * HOUR + 5 * MINUTE);
  expect(await outreachOf('mended')).toMatchObject({ status: 'sent' });
  expect(messagesTo('+13125550111')).toHaveLength(1);
});

test('a report that Twilio did not sign is refused, and one about nothing of ours changes nothing', async () => {
  await flies('forged', '+13125550112');
  await until(2 * HOUR);
  const message = messageTo('+13125550112');
  const { path, init } = statusCallback(message, 'failed', 30003);
  const forged = await app.request(path, { ...init, body: String(init.body).replace('30003', '30004') });
  expect(forged.status).toBe(403);
  const unsigned = await app.request(path, {
    ...init,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(unsigned.status).toBe(403);
  const elsewhere = message.statusCallback?.replace(/outreach=o_./, 'outreach=o_x') ?? '';
  await report({ ...message, statusCallback: elsewhere }, 'failed', 30003);
  const nowhere = statusCallback({ ...message, statusCallback: `${PUBLIC}/sms/twilio/status` }, 'failed');
  expect((await app.request(nowhere.path, nowhere.init)).status).toBe(400);
  expect(await outreachOf('forged')).toMatchObject({ status: 'sent' });
});
