import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { signed as sign } from '../support/twilio-signature.ts';
import { open, spoken } from './harness.ts';

let db: Db;
beforeAll(async () => {
  db = await testDb();
});
afterAll(() => db.close());

const TOKEN = '12345678901234567890123456789012';
const PUBLIC = 'https://voice.hawk.example';
const form = { CallSid: 'CAsig', From: '+13125550199', CallStatus: 'ringing', Body: 'ä & b=c' };
const live = { sandbox: false, twilioAuthToken: TOKEN, publicUrl: PUBLIC };
const header = (signature: string) => ({ 'X-Twilio-Signature': signature });
const refusal = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as object),
});

test('what Twilio signed over the public address is answered', async () => {
  const door = open(db, live);
  const greeting = await spoken(
    await door.post('/voice/twiml', form, header(sign(TOKEN, `${PUBLIC}/voice/twiml`, form))),
  );
  expect(greeting.action).toBe(`${PUBLIC}/voice/twiml/turn?step=1`);
  const said = { ...form, SpeechResult: 'agent' };
  const signed = header(sign(TOKEN, `${PUBLIC}/voice/twiml/turn?step=1`, said));
  expect((await spoken(await door.post('/voice/twiml/turn?step=1', said, signed))).queue).toBe('beforehand');
  const over = { ...form, CallStatus: 'completed' };
  const status = await door.post(
    '/voice/twiml/status',
    over,
    header(sign(TOKEN, `${PUBLIC}/voice/twiml/status`, over)),
  );
  expect(status.status).toBe(204);
});

test.each([
  ['another token', sign('x'.repeat(32), `${PUBLIC}/voice/twiml`, form)],
  ['another address', sign(TOKEN, 'http://localhost/voice/twiml', form)],
  ['other parameters', sign(TOKEN, `${PUBLIC}/voice/twiml`, { ...form, From: '+1' })],
  ['nothing', ''],
  ['garbage', 'ÿ'.repeat(300)],
])('a signature over %s is refused, in the sandbox too', async (_, signature) => {
  for (const sandbox of [false, true]) {
    for (const path of ['/voice/twiml', '/voice/twiml/turn?step=1', '/voice/twiml/status']) {
      const response = await open(db, { ...live, sandbox }).post(
        path,
        { ...form, CallSid: 'CAbad' },
        header(signature),
      );
      expect(await refusal(response)).toMatchObject({
        status: 403,
        error: expect.stringMatching(
          /^the signature does not fit a request to https:\/\/voice\.hawk\.example\/voice\/twiml/,
        ),
        mend: expect.stringContaining('BEFOREHAND_PUBLIC_URL'),
      });
    }
  }
  expect(await db.query("select id from dialogues where id = 'CAbad'")).toEqual([]);
});

test('the step is signed with the rest of the address', async () => {
  const signed = header(sign(TOKEN, `${PUBLIC}/voice/twiml/turn?step=1`, form));
  expect((await open(db, live).post('/voice/twiml/turn?step=2', form, signed)).status).toBe(403);
});

test('unsigned requests are for the sandbox', async () => {
  expect(await refusal(await open(db, live).post('/voice/twiml', form))).toMatchObject({
    status: 403,
    error: 'the request is not signed',
  });
  expect((await open(db, { ...live, sandbox: true }).post('/voice/twiml', form)).status).toBe(200);
});

test('without a token nothing can be checked', async () => {
  const bare = { ...live, twilioAuthToken: null };
  const signed = header(sign(TOKEN, `${PUBLIC}/voice/twiml`, form));
  expect(await refusal(await open(db, bare).post('/voice/twiml', form))).toMatchObject({
    status: 503,
    mend: expect.stringContaining('TWILIO_AUTH_TOKEN'),
  });
  expect((await open(db, { ...bare, sandbox: true }).post('/voice/twiml', form, signed)).status).toBe(403);
});

test('without a public address configured the one that was asked for counts, as the proxy tells it', async () => {
  const door = open(db, { ...live, publicUrl: null });
  const at = (url: string) => header(sign(TOKEN, url, form));
  expect((await door.post('/voice/twiml', form, at('http://localhost/voice/twiml'))).status).toBe(200);
  const proxied = { 'X-Forwarded-Proto': 'https, http', 'X-Forwarded-Host': 'voice.hawk.example' };
  expect((await door.post('/voice/twiml', form, { ...at(`${PUBLIC}/voice/twiml`), ...proxied })).status).toBe(
    200,
  );
  expect(
    (await door.post('/voice/twiml', form, { ...at('http://localhost/voice/twiml'), ...proxied })).status,
  ).toBe(403);
  const forged = { ...proxied, 'X-Forwarded-Host': 'evil.example/x?' };
  expect(
    (await door.post('/voice/twiml', form, { ...at(`https://evil.example/x?/voice/twiml`), ...forged }))
      .status,
  ).toBe(403);
  const ours = open(db, live);
  expect(
    (
      await ours.post('/voice/twiml', form, {
        ...at('https://evil.example/voice/twiml'),
        'X-Forwarded-Proto': 'https',
        'X-Forwarded-Host': 'evil.example',
      })
    ).status,
  ).toBe(403);
});

test('parameters that come twice are signed as Twilio signs them', async () => {
  const signature = sign(TOKEN, `${PUBLIC}/voice/twiml`, { CallSid: 'CAtwo', X: 'aXb' });
  const response = await open(db, live).post('/voice/twiml', 'CallSid=CAtwo&X=b&X=a&X=a', header(signature));
  expect(response.status).toBe(200);
});

test.each([
  ['nothing', '', 'CallSid is missing'],
  ['another form', 'From=%2B1', 'CallSid is missing'],
  ['JSON', '{"CallSid":"CA1"}', 'CallSid is missing'],
  ['an id that is none', 'CallSid=%00%01', 'CallSid is missing'],
  ['an id with more in it', "CallSid=CA1'%3B--", 'CallSid is not an id of a call'],
  ['an endless id', `CallSid=${'C'.repeat(5000)}`, 'CallSid is not an id of a call'],
  ['binary', '%ff%fe%00&&&===%%%', 'CallSid is missing'],
])('%s is told what is missing', async (_, body, error) => {
  for (const path of ['/voice/twiml', '/voice/twiml/turn?step=1', '/voice/twiml/status']) {
    expect(await refusal(await open(db).post(path, body))).toMatchObject({
      status: 400,
      error,
      where: 'form parameter CallSid',
    });
  }
});

test('a giant body is refused, giant parameters below that are cut', async () => {
  const door = open(db);
  expect((await door.post('/voice/twiml', { CallSid: 'CAbig', X: 'x'.repeat(70_000) })).status).toBe(413);
  await door.post('/voice/twiml', { CallSid: 'CAbig' });
  const giant = { CallSid: 'CAbig', SpeechResult: 'lost my bag '.repeat(4000), Digits: '' };
  expect((await spoken(await door.post('/voice/twiml/turn?step=1', giant))).queue).toBe('beforehand');
});
