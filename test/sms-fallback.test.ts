import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../src/config/index.ts';
import { type App, openApp } from '../src/main.ts';
import { type Db, ManualClock } from '../src/platform/index.ts';
import { testDb } from './support/database.ts';
import { startSmtp } from './support/smtp.ts';
import {
  ACCOUNT,
  FROM,
  refuses,
  startTwilio,
  statusCallback,
  TOKEN,
  type TwilioServer,
} from './support/twilio-server.ts';

const KEY = 'a-key-for-the-fallback-test';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let day = Date.parse('2026-05-04T09:00:00Z');
let db: Db;
let twilio: TwilioServer;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let app: App;
const clock = new ManualClock(day);

const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
const post = async (path: string, body: unknown) => {
  const response = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
};
const get = async <T>(path: string) => (await (await app.request(path, { headers })).json()) as T;

beforeAll(async () => {
  db = await testDb();
  twilio = await startTwilio(() => clock.now());
  smtp = await startSmtp();
  app = await openApp(
    loadConfig({
      BEFOREHAND_API_KEY: KEY,
      BEFOREHAND_PUBLIC_URL: 'https://care.example.com',
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_FROM: FROM,
      TWILIO_API_BASE_URL: twilio.url,
      SMTP_URL: smtp.url,
      MAIL_FROM: 'care@example.com',
      BEFOREHAND_LOG: 'silent',
    }),
    { db, clock },
  );
  const { plays } = await get<{ plays: Record<string, unknown>[] }>('/v1/plays');
  const { version, status, ...play } = plays.find(({ id }) => id === 'flight-status') ?? {};
  const told = { channels: ['sms', 'email'], fallback: { after: 'PT10M' }, holdout: 0 };
  await post('/v1/plays', { ...play, ...told });
  await post('/v1/plays/flight-status/launch', {});
});
beforeEach(() => {
  day += 24 * HOUR;
  clock.set(day);
});
afterAll(async () => {
  await twilio.close();
  await smtp.stop();
  await db.close();
  expect(twilio.faults).toEqual([]);
});

const at = (ms: number) => new Date(ms).toISOString();
/** Three hours into the day; customers are told an hour before. */
async function flies(id: string, phone: string): Promise<void> {
  const traits = { firstName: 'Ashley', phone, email: `${id}@example.com`, timezone: 'Europe/Paris' };
  const properties = {
    tripId: `${id}-T`,
    flight: 'EX 12',
    destination: 'OSL',
    departsAt: at(day + 3 * HOUR),
  };
  const common = { userId: id, timestamp: at(day - HOUR) };
  const batch = [
    { ...common, type: 'identify', messageId: `${id}-i`, traits },
    { ...common, type: 'track', messageId: `${id}-b`, event: 'Flight Booked', properties },
  ];
  await post('/v1/batch', { batch });
}
type Row = { status: string; channel: string; tried: string[]; attempts: number };
const outreachOf = async (id: string) =>
  (await get<{ outreach: Row[] }>(`/v1/customers/${id}/outreach`)).outreach[0];
const until = (ms: number) => app.worker.advanceTo(day + ms);
const textsTo = (phone: string) => twilio.messages.filter(({ to }) => to === phone);
const mailsTo = async (id: string) =>
  (await smtp.mails()).filter(({ to }) => to.includes(`${id}@example.com`)).length;
const report = async (phone: string, status: string, code?: number) => {
  const [message] = textsTo(phone);
  if (!message) throw new Error(`nothing was sent to ${phone}`);
  const { path, init } = statusCallback(message, status, code);
  expect((await app.request(path, init)).status).toBe(204);
};

test('a text that was delivered is all that goes out', async () => {
  await flies('reached', '+13125550120');
  await until(2 * HOUR);
  await report('+13125550120', 'sent');
  await report('+13125550120', 'delivered');
  await until(4 * HOUR);
  expect(await outreachOf('reached')).toMatchObject({ status: 'delivered', channel: 'sms', tried: [] });
  expect(await mailsTo('reached')).toBe(0);
});

test('a text that no carrier delivers is followed by a mail at once; reports that come later change nothing', async () => {
  await flies('offline', '+13125550121');
  await until(2 * HOUR);
  await report('+13125550121', 'undelivered', 30003);
  await until(2 * HOUR + MINUTE);
  expect(await outreachOf('offline')).toMatchObject({ status: 'sent', channel: 'email', tried: ['sms'] });
  for (const status of ['sent', 'failed', 'delivered']) await report('+13125550121', status);
  expect(await outreachOf('offline')).toMatchObject({ status: 'sent', channel: 'email' });
  await until(4 * HOUR);
  expect([textsTo('+13125550121').length, await mailsTo('offline')]).toEqual([1, 1]);
});

test('a text of which nothing is heard in time is followed by a mail', async () => {
  await flies('silent', '+13125550122');
  await until(2 * HOUR + 9 * MINUTE);
  await report('+13125550122', 'sent');
  expect(await outreachOf('silent')).toMatchObject({ status: 'sent', channel: 'sms' });
  await until(2 * HOUR + 10 * MINUTE);
  expect(await outreachOf('silent')).toMatchObject({ status: 'sent', channel: 'email', tried: ['sms'] });
  expect(await mailsTo('silent')).toBe(1);
});

test('a delivery told after a failure calls the mail back, while it has not gone out', async () => {
  await flies('late', '+13125550123');
  await until(2 * HOUR);
  await report('+13125550123', 'undelivered', 30003);
  await report('+13125550123', 'delivered');
  await until(4 * HOUR);
  expect(await outreachOf('late')).toMatchObject({ status: 'delivered', channel: 'sms', tried: [] });
  expect(await mailsTo('late')).toBe(0);
});

test('a number that is refused for good is followed by a mail at once', async () => {
  twilio.next(refuses(400, 21614, "'To' number is not a valid mobile number"));
  await flies('landline', '+13125550124');
  await until(2 * HOUR);
  expect(await outreachOf('landline')).toMatchObject({ status: 'sent', channel: 'email', attempts: 2 });
});
