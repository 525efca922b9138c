import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../src/config/index.ts';
import { type App, openApp } from '../src/main.ts';
import { type Db, ManualClock } from '../src/platform/index.ts';
import { testDb } from './support/database.ts';
import { startSmtp } from './support/smtp.ts';

const KEY = 'a-key-for-the-mail-test';
const NOW = Date.parse('2026-05-04T09:00:00Z');
let db: Db;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let app: App;
let clock: ManualClock;

const open = (url: string) =>
  openApp(
    loadConfig(
      {},
      {
        BEFOREHAND_API_KEY: KEY,
        SMTP_URL: url,
        MAIL_FROM: 'care@example.com',
        BEFOREHAND_LOG: 'silent',
        BEFOREHAND_COMPANY: 'Example Air',
      },
    ),
    { db, clock },
  );

beforeAll(async () => {
  db = await testDb();
  smtp = await startSmtp();
  clock = new ManualClock(NOW);
  app = await open(smtp.url);
  const launched = await post('/v1/plays/flight-status/launch', {});
  expect(launched.status).toBe(200);
});
afterAll(async () => {
  await smtp.stop();
  await db.close();
});

const post = (path: string, body: unknown) =>
  app.request(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function flies(id: string, departsAt: string): Promise<void> {
  const batch = [
    {
      type: 'identify',
      userId: id,
      messageId: `${id}-i`,
      timestamp: '2026-05-01T00:00:00Z',
      traits: { firstName: 'Ashley', email: `${id}@example.com`, timezone: 'Europe/Paris' },
    },
    {
      type: 'track',
      userId: id,
      messageId: `${id}-b`,
      event: 'Flight Booked',
      timestamp: '2026-05-02T00:00:00Z',
      properties: { tripId: `${id}-T`, flight: 'EX 12', destination: 'OSL', departsAt },
    },
  ];
  expect((await post('/v1/batch', { batch })).status).toBe(200);
}
type Row = { status: string; statusReason: string | null; attempts: number };
const outreachOf = async (id: string) => {
  const response = await app.request(`/v1/customers/${id}/outreach`, {
    headers: { authorization: `Bearer ${KEY}` },
  });
  return ((await response.json()) as { outreach: Row[] }).outreach[0];
};
const mailsTo = async (id: string) =>
  (await smtp.mails()).filter((mail) => mail.to.includes(`${id}@example.com`));

test('a real SMTP server takes the mail, whole, with our id', async () => {
  await flies('ashley', '2026-05-04T12:00:00Z');
  await app.worker.advanceTo(Date.parse('2026-05-04T11:30:00Z'));
  expect(await outreachOf('ashley')).toMatchObject({ status: 'sent', attempts: 1 });
  const [mail, ...more] = await mailsTo('ashley');
  expect(more).toEqual([]);
  const parsed = await PostalMime.parse(mail?.raw ?? '');
  expect(parsed.from?.address).toBe('care@example.com');
  expect(parsed.messageId).toMatch(/^<o_[0-9a-f]{24}@example\.com>$/);
  expect(parsed.subject).toContain('EX 12');
  expect(parsed.text).toContain('2:00 PM GMT+2');
});

test('a refused address fails for good; a busy server is tried again until the message is worth nothing', async () => {
  await flies('refused', '2026-05-05T12:00:00Z');
  await flies('busy', '2026-05-05T12:00:00Z');
  await app.worker.advanceTo(Date.parse('2026-05-05T12:30:00Z'));
  expect(await outreachOf('refused')).toMatchObject({
    status: 'failed',
    attempts: 1,
    statusReason: expect.stringContaining('550'),
  });
  const busy = await outreachOf('busy');
  expect(busy).toMatchObject({ status: 'failed', statusReason: expect.stringContaining('451') });
  expect(busy?.attempts).toBeGreaterThan(1);
});

test('a line lost while the content was on its way is unknown, and nothing is sent twice', async () => {
  await flies('lost', '2026-05-06T12:00:00Z');
  await app.worker.advanceTo(Date.parse('2026-05-06T13:00:00Z'));
  expect(await outreachOf('lost')).toMatchObject({
    status: 'unknown',
    statusReason: 'provider_cannot_tell',
    attempts: 1,
  });
  expect(await mailsTo('lost')).toHaveLength(1);
});

test('a server that is away loses nothing: the mail goes out once it is back', async () => {
  app = await open('smtp://127.0.0.1:1');
  await flies('patient', '2026-05-07T12:00:00Z');
  await app.worker.advanceTo(Date.parse('2026-05-07T11:01:00Z'));
  expect(await outreachOf('patient')).toMatchObject({
    status: 'planned',
    statusReason: expect.stringContaining('ECONNREFUSED'),
  });
  app = await open(smtp.url);
  await app.worker.advanceTo(Date.parse('2026-05-07T12:00:00Z'));
  expect(await outreachOf('patient')).toMatchObject({ status: 'sent' });
  expect(await mailsTo('patient')).toHaveLength(1);
});
