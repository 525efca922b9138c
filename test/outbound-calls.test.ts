import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../src/config/index.ts';
import { type App, openApp } from '../src/main.ts';
import { type Db, ManualClock } from '../src/platform/index.ts';
import { testDb } from './support/database.ts';
import { startSmtp } from './support/smtp.ts';
import {
  ACCOUNT,
  type Behaviour,
  FROM,
  startTwilio,
  TOKEN,
  type TwilioServer,
} from './support/twilio-server.ts';
import { TwilioCall } from './support/twiml-client.ts';

const KEY = 'a-key-for-the-outbound-test';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SPOKEN = { subject: '-', done: 'Your booking is kept.', todo: 'You need not do anything.' };
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
      BEFOREHAND_COMPANY: 'Hawk Air',
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_VOICE_FROM: FROM,
      TWILIO_API_BASE_URL: twilio.url,
      SMTP_URL: smtp.url,
      MAIL_FROM: 'care@example.com',
      BEFOREHAND_LOG: 'silent',
    }),
    { db, clock },
  );
  const { plays } = await get<{ plays: Record<string, unknown>[] }>('/v1/plays');
  const { version, status, correction, ...play } = plays.find(({ id }) => id === 'flight-status') ?? {};
  const message = {
    ...SPOKEN,
    happened:
      'Your flight {{ facts.flight }} leaves {{ milestones.departure | day }} at {{ milestones.departure | time }}.',
    verify: 'We never ask for payment on the telephone.',
  };
  await post('/v1/plays', {
    ...play,
    ...{ channels: ['voice', 'email'], fallback: { after: 'PT10M' }, holdout: 0 },
    variants: [{ channel: 'voice', message }],
  });
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
async function flies(id: string, phone: string, more: Record<string, unknown> = {}): Promise<void> {
  const traits = {
    firstName: 'Ashley',
    phone,
    email: `${id}@example.com`,
    timezone: 'Europe/Paris',
    ...more,
  };
  const properties = {
    tripId: `${id}-T`,
    flight: 'EX 12',
    destination: 'OSL',
    departsAt: at(day + 3 * HOUR),
  };
  const common = { userId: id, timestamp: at(day - HOUR) };
  await post('/v1/batch', {
    batch: [
      { ...common, type: 'identify', messageId: `${id}-i`, traits },
      { ...common, type: 'track', messageId: `${id}-b`, event: 'Flight Booked', properties },
    ],
  });
}
type Row = { status: string; statusReason: string | null; channel: string; tried: string[] };
const outreachOf = async (id: string) =>
  (await get<{ outreach: Row[] }>(`/v1/customers/${id}/outreach`)).outreach[0];
const until = (ms: number) => app.worker.advanceTo(day + ms);
const mailsTo = async (id: string) =>
  (await smtp.mails()).filter(({ to }) => to.includes(`${id}@example.com`)).length;

/** Twilio's side of the call that was placed to a number, from when it is answered. */
function answeredBy(phone: string, by = 'human') {
  const placed = twilio.calls.filter(({ to }) => to === phone);
  const [call] = placed;
  if (!call || placed.length > 1) throw new Error(`${placed.length} calls were placed to ${phone}`);
  return new TwilioCall({
    fetch: (request) => app.fetch(request),
    ...{ url: call.url, statusCallback: call.statusCallback, callSid: call.sid, token: TOKEN },
    ...{ from: call.from, to: call.to },
    extra: { Direction: 'outbound-api', AnsweredBy: by },
  });
}
const notAnswered = async (phone: string, status: string) => {
  const call = answeredBy(phone);
  const [placed] = twilio.calls.filter(({ to }) => to === phone);
  const { status: code } = await call.send(placed?.statusCallback ?? '', {
    CallStatus: status,
    CallDuration: '0',
  });
  expect(code).toBe(204);
};

test('who is called is told the message once they say that it is they; that is its delivery', async () => {
  await flies('told', '+13125550120');
  await until(2 * HOUR);
  expect(await outreachOf('told')).toMatchObject({ status: 'sent', channel: 'voice' });
  const call = await answeredBy('+13125550120').call();
  expect(call.says).toEqual(['Hello, this is Hawk Air. Am I speaking with Ashley?']);
  expect(await outreachOf('told')).toMatchObject({ status: 'sent' });
  await call.say('yes speaking');
  expect(call.says.join(' ')).toMatch(
    /^Your flight EX 12 leaves .* at 2:00 PM GMT\+2\. Your booking is kept\. You need not do anything\. We never ask .* Does that answer your question\?/,
  );
  expect(await outreachOf('told')).toMatchObject({ status: 'delivered', tried: [] });
  await call.say('yes thank you');
  await call.say('no');
  expect(call.says).toEqual(['Thank you. Goodbye.']);
  expect(call.state).toBe('ended');
  await until(4 * HOUR);
  expect(await outreachOf('told')).toMatchObject({ status: 'delivered', channel: 'voice' });
  expect(await mailsTo('told')).toBe(0);
});

test.each([
  ['busy', 'the line was busy', '+13125550121'],
  ['no-answer', 'nobody answered', '+13125550122'],
  ['failed', 'the call could not be connected', '+13125550123'],
])('%s: the message goes by the next channel', async (status, why, phone) => {
  const id = `not-${status}`;
  await flies(id, phone);
  await until(2 * HOUR);
  await notAnswered(phone, status);
  await notAnswered(phone, status);
  expect(await outreachOf(id)).toMatchObject({ status: 'planned', statusReason: why, tried: ['voice'] });
  await until(2 * HOUR + MINUTE);
  expect(await outreachOf(id)).toMatchObject({ status: 'sent', channel: 'email' });
  expect(await mailsTo(id)).toBe(1);
});

test('a machine, and somebody else, hear nothing of the message, and it goes by the next channel', async () => {
  await flies('machine', '+13125550124');
  await flies('other', '+13125550125');
  await until(2 * HOUR);
  const machine = await answeredBy('+13125550124', 'machine_start').call();
  expect([machine.state, machine.heard]).toEqual(['ended', []]);
  const other = await answeredBy('+13125550125').call();
  await other.say('no, she is not in');
  expect(other.heard.join(' ')).not.toMatch(/EX 12|flight/);
  expect(other.says).toEqual(['Sorry to have troubled you. Goodbye.']);
  await until(2 * HOUR + MINUTE);
  for (const id of ['machine', 'other'])
    expect(await outreachOf(id)).toMatchObject({ status: 'sent', channel: 'email', tried: ['voice'] });
});

test('who wants no more calls is taken at their word, at once and for good', async () => {
  await flies('tired', '+13125550126');
  await until(2 * HOUR);
  const call = await answeredBy('+13125550126').call();
  await call.say('yes');
  await call.say('please stop calling me');
  expect(call.says).toEqual(["All right, we won't call you again. Goodbye."]);
  await until(4 * HOUR);
  day += 24 * HOUR;
  await post('/v1/batch', {
    batch: [
      {
        ...{ userId: 'tired', timestamp: at(day - HOUR), type: 'track', messageId: 'tired-b2' },
        event: 'Flight Booked',
        properties: { tripId: 'tired-T2', flight: 'EX 14', departsAt: at(day + 3 * HOUR) },
      },
    ],
  });
  await until(3 * HOUR);
  expect(twilio.calls.filter(({ to }) => to === '+13125550126')).toHaveLength(1);
  expect(await mailsTo('tired')).toBe(1);
  const { consents } = await get<{ consents: { channel: string; status: string; wording: string }[] }>(
    '/v1/customers/tired/consent',
  );
  expect(consents).toContainEqual(
    expect.objectContaining({ channel: 'voice', status: 'revoked', wording: 'please stop calling me' }),
  );
});

test('a wrong number is not called again; whom it was for loses nothing by it', async () => {
  await flies('moved', '+13125550130');
  await until(2 * HOUR);
  await (await answeredBy('+13125550130').call()).say('no, wrong number');
  await until(2 * HOUR + MINUTE);
  expect(await outreachOf('moved')).toMatchObject({ status: 'sent', channel: 'email' });
  const { suppressions } = await get<{ suppressions: { channel: string; address: string }[] }>(
    '/v1/suppressions',
  );
  expect(suppressions).toContainEqual(
    expect.objectContaining({ channel: 'voice', address: '+13125550130', wording: 'no, wrong number' }),
  );
  const { consents } = await get<{ consents: unknown[] }>('/v1/customers/moved/consent');
  expect(consents).toEqual([]);
});

test('a call whose answer was lost is not placed twice: whoever answers proves that it was', async () => {
  const lost: Behaviour = { does: 'hang up', taken: true };
  await flies('lost', '+13125550127');
  twilio.next(lost);
  await until(2 * HOUR);
  expect(await outreachOf('lost')).toMatchObject({ status: 'unknown', channel: 'voice' });
  const call = await answeredBy('+13125550127').call();
  expect(await outreachOf('lost')).toMatchObject({ status: 'sent' });
  await call.press('1');
  expect(await outreachOf('lost')).toMatchObject({ status: 'delivered' });
  await call.hangUp(5);
  await until(4 * HOUR);
  expect(twilio.calls.filter(({ to }) => to === '+13125550127')).toHaveLength(1);
});

test('a call that is answered when the message is worth nothing any more says nothing', async () => {
  await flies('late', '+13125550128');
  await until(2 * HOUR);
  clock.set(day + 3 * HOUR);
  const call = await answeredBy('+13125550128').call();
  expect([call.state, call.heard]).toEqual(['ended', []]);
});

test('webhooks that are forged, or of no outreach, start nothing', async () => {
  await flies('forged', '+13125550129');
  await until(2 * HOUR);
  const [placed] = twilio.calls.filter(({ to }) => to === '+13125550129');
  const send = (url: string, token: string) =>
    new TwilioCall({ fetch: (request) => app.fetch(request), from: FROM, url, token }).send(url, {});
  expect((await send(placed?.url ?? '', 'not-the-token')).status).toBe(403);
  expect((await send('https://care.example.com/voice/twiml/outbound', TOKEN)).status).toBe(400);
  const gone = await send('https://care.example.com/voice/twiml/outbound?outreach=o_none&bucket=3', TOKEN);
  expect([gone.status, gone.xml]).toEqual([200, expect.stringContaining('<Hangup/>')]);
  expect(await outreachOf('forged')).toMatchObject({ status: 'sent' });
});

test('a play that calls needs words to be spoken', async () => {
  const { plays } = await get<{ plays: Record<string, unknown>[] }>('/v1/plays');
  const { version, status, ...play } = plays.find(({ id }) => id === 'flight-status') ?? {};
  const response = await app.request('/v1/plays', {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...play, id: 'mute', channels: ['voice'], fallback: null, variants: [] }),
  });
  expect([response.status, await response.text()]).toEqual([
    400,
    expect.stringContaining('no words for voice'),
  ]);
});

test('a code is written, never called through: without texts it goes by mail', async () => {
  const phone = '+13125550131';
  await flies('asks', phone);
  await post('/v1/track', {
    ...{ userId: 'asks', timestamp: at(day - HOUR), messageId: 'asks-r', event: 'Refund Requested' },
    properties: { tripId: 'asks-T' },
  });
  const call = new TwilioCall({
    fetch: (request) => app.fetch(request),
    ...{ url: 'https://care.example.com/voice/twiml', from: phone, token: TOKEN },
  });
  await call.call();
  await call.say('where is my refund');
  expect(call.says[0]).toMatch(/sent a code of six digits to your e-mail address/);
  expect(twilio.calls.filter(({ to }) => to === phone)).toEqual([]);
  const [mail] = (await smtp.mails()).filter(({ to }) => to.includes('asks@example.com'));
  expect(mail?.raw.toString()).toMatch(/your code is \d{6}/);
});
