import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/index.ts';
import { type App, openApp } from '../../src/main.ts';
import { ManualClock } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { ACCOUNT, FROM, isBusy, startTwilio, TOKEN, type TwilioServer } from '../support/twilio-server.ts';
import { signed } from '../support/twilio-signature.ts';

const KEY = 'a-key-for-the-replies-test';
const PUBLIC = 'https://care.example.com';
const clock = new ManualClock(Date.parse('2026-05-04T09:00:00Z'));
let twilio: TwilioServer;
let app: App;
beforeAll(async () => {
  twilio = await startTwilio(() => clock.now());
  app = await openApp(
    loadConfig({
      BEFOREHAND_API_KEY: KEY,
      BEFOREHAND_PUBLIC_URL: PUBLIC,
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_FROM: FROM,
      TWILIO_API_BASE_URL: twilio.url,
      BEFOREHAND_LOG: 'silent',
    }),
    { db: await testDb(), clock },
  );
});
afterAll(async () => {
  await app.close();
  await twilio.close();
  expect(twilio.faults).toEqual([]);
});

const api = async (path: string, body: unknown) => {
  const response = await app.request(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status, path).toBe(200);
  return response.json();
};
let texts = 0;
const textFrom = async (from: string, body: string) => {
  const sid = `SM${String(++texts).padStart(32, '0')}`;
  const form = { MessageSid: sid, From: from, To: FROM, Body: body };
  const response = await app.request('/sms/twilio', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signed(TOKEN, `${PUBLIC}/sms/twilio`, form),
    },
    body: new URLSearchParams(form).toString(),
  });
  expect(response.status).toBe(200);
  return sid;
};
const say = (id: string, text: string, after?: number) =>
  api(
    `/v1/conversations/${id}/turns`,
    after === undefined ? { speaker: 'agent', text } : { turns: [{ speaker: 'agent', text }], after },
  );
const sentTo = (phone: string) => twilio.messages.filter(({ to }) => to === phone).map(({ body }) => body);
const statesOf = (id: string) =>
  app.db.query('select seq, status, why from replies where conversation_id = $1 order by seq', [id]);

/** Someone who wants a person, whom an agent has taken. */
async function taken(phone: string): Promise<string> {
  const id = await textFrom(phone, 'I want to talk to a person');
  await api('/v1/queues/take', { agent: 'Dana' });
  await textFrom(phone, 'my bag is lost');
  return id;
}

test('what an agent says to who wrote by text goes out by text, once, in order', async () => {
  const phone = '+13125550140';
  const id = await taken(phone);
  await say(id, 'Hello, this is Dana. Which flight was it?');
  await say(id, 'And what does the bag look like?', 3);
  await say(id, 'And what does the bag look like?', 3);
  await app.settled();
  expect(sentTo(phone)).toEqual([
    'Hello, this is Dana. Which flight was it?',
    'And what does the bag look like?',
  ]);
  expect(await statesOf(id)).toEqual([
    { seq: 3, status: 'sent', why: null },
    { seq: 4, status: 'sent', why: null },
  ]);
});

test('what did not go out says so, and is not sent again behind the agent’s back', async () => {
  const phone = '+13125550141';
  const id = await taken(phone);
  twilio.next(isBusy());
  await say(id, 'One moment please.');
  await app.settled();
  await say(id, 'x'.repeat(1601));
  await app.settled();
  await textFrom(phone, 'STOP');
  await say(id, 'Are you there?');
  await app.settled();
  expect(sentTo(phone)).toEqual([]);
  expect(await statesOf(id)).toMatchObject([
    { status: 'failed', why: expect.stringContaining('Too Many Requests') },
    { status: 'failed', why: expect.stringContaining('say it in parts') },
    { status: 'failed', why: 'they want no more texts' },
  ]);
});

test('the desk shows beside each of them what became of it', async () => {
  const phone = '+13125550143';
  const id = await taken(phone);
  await say(id, 'Hello again.');
  await app.settled();
  await say(id, 'x'.repeat(1601));
  await app.settled();
  const page = await app.request(`/desk/${id}`, {
    headers: { authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}` },
  });
  const body = await page.text();
  expect(body).toContain('Sent as a text');
  expect(body).toMatch(/class="fault">Not sent: it is longer than 1600 characters/);
});

test('a lost answer of the provider is not known, and the words are not sent twice', async () => {
  const phone = '+13125550142';
  const id = await taken(phone);
  twilio.next({ does: 'hang up', taken: true });
  await say(id, 'I am looking at it.');
  await app.settled();
  await say(id, 'Found it.');
  await app.settled();
  expect(sentTo(phone)).toEqual(['I am looking at it.', 'Found it.']);
  expect(await statesOf(id)).toMatchObject([{ status: 'unknown' }, { status: 'sent' }]);
});

test('words of a call or a chat go nowhere but to the desk', async () => {
  const before = twilio.messages.length;
  await api('/v1/conversations', { id: 'spoken', channel: 'voice' });
  await say('spoken', 'Good morning.');
  await app.settled();
  expect([twilio.messages.length, await statesOf('spoken')]).toEqual([before, []]);
});
