import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../src/config/index.ts';
import { type App, openApp } from '../src/main.ts';
import { type Db, ManualClock, SECOND } from '../src/platform/index.ts';
import { testDb } from './support/database.ts';
import { signed } from './support/twilio-signature.ts';

const TOKEN = '12345678901234567890123456789012';
const SECRET = 'a secret of the jambonz account';
const PUBLIC = 'https://care.example.com';
const KEY = 'a-key-for-the-transcription-test';
const START = Date.parse('2026-03-10T12:00:00Z');

let db: Db;
let app: App;
const clock = new ManualClock(START);
beforeAll(async () => {
  db = await testDb();
  const config = loadConfig(
    {},
    {
      BEFOREHAND_API_KEY: KEY,
      BEFOREHAND_PUBLIC_URL: PUBLIC,
      BEFOREHAND_LOG: 'silent',
      TWILIO_AUTH_TOKEN: TOKEN,
      JAMBONZ_WEBHOOK_SECRET: SECRET,
    },
  );
  app = await openApp(config, { db, clock });
});
afterAll(() => db.close());

const authorization = { authorization: `Bearer ${KEY}` };
type Talk = {
  customerId: string | null;
  turns: { speaker: string; text: string; from?: number; to?: number }[];
};
const read = async (id: string) => {
  const response = await app.request(`/v1/conversations/${id}`, { headers: authorization });
  return { status: response.status, talk: (await response.json()) as Talk };
};
const turns = async (id: string) =>
  (await read(id)).talk.turns.map(({ speaker, text }) => `${speaker}: ${text}`);
const begin = (id: string) =>
  app.request('/v1/conversations', {
    method: 'POST',
    headers: { ...authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ id }),
  });
const type = (id: string, speaker: string, text: string) =>
  app.request(`/v1/conversations/${id}/turns`, {
    method: 'POST',
    headers: { ...authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ speaker, text }),
  });

/** A callback as Twilio sends it; `seconds`: after the beginning of the talk. */
const twilio = async (
  form: Record<string, string>,
  query = '',
  signature = (url: string) => signed(TOKEN, url, form),
) => {
  const path = `/voice/twiml/transcription${query}`;
  return app.request(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature(`${PUBLIC}${path}`),
    },
    body: new URLSearchParams(form).toString(),
  });
};
const content = (call: string, sequence: number, track: string, text: string, seconds: number) => ({
  AccountSid: 'AC00000000000000000000000000000000',
  CallSid: call,
  TranscriptionSid: `GT${call}`,
  TranscriptionEvent: 'transcription-content',
  SequenceId: String(sequence),
  Timestamp: new Date(START + seconds * SECOND).toISOString(),
  Track: track,
  LanguageCode: 'en-US',
  Final: 'true',
  TranscriptionData: JSON.stringify({ transcript: text, confidence: 0.93 }),
});

test('what Twilio hears becomes turns, each piece once, and a breath does not end a turn', async () => {
  await begin('t-1');
  const pieces = [
    content('CA1', 2, 'outbound_track', 'thanks for calling this is dana', 3),
    content('CA1', 3, 'outbound_track', 'how can i help', 4.5),
    content('CA1', 4, 'inbound_track', 'my parcel never came', 8),
  ];
  for (const piece of pieces) expect((await twilio(piece, '?talk=t-1')).status).toBe(204);
  for (const piece of pieces) expect((await twilio(piece, '?talk=t-1')).status).toBe(204);
  expect((await read('t-1')).talk.turns).toMatchObject([
    { speaker: 'agent', text: 'thanks for calling this is dana how can i help', to: 4500 },
    { speaker: 'customer', text: 'my parcel never came', from: 6400, to: 8000 },
  ]);
});

test('the order in which callbacks come changes nothing', async () => {
  await begin('t-2');
  const said = [
    content('CA2', 2, 'outbound_track', 'hello this is dana', 2),
    content('CA2', 3, 'inbound_track', 'hello', 4),
    content('CA2', 4, 'inbound_track', 'it is about my bill', 5.5),
    content('CA2', 5, 'outbound_track', 'let me look', 8),
  ];
  for (const i of [3, 1, 2, 0]) await twilio(said[i] as Record<string, string>, '?talk=t-2');
  expect(await turns('t-2')).toEqual([
    'agent: hello this is dana',
    'customer: hello it is about my bill',
    'agent: let me look',
  ]);
});

test('pieces that come at the same moment are taken one after another', async () => {
  await begin('t-3');
  const said = Array.from({ length: 6 }, (_, i) =>
    content('CA3', i + 2, i % 2 ? 'inbound_track' : 'outbound_track', `words ${i}`, 3 * i + 3),
  );
  await Promise.all(said.map((piece) => twilio(piece, '?talk=t-3')));
  expect(await turns('t-3')).toEqual(said.map((_, i) => `${i % 2 ? 'customer' : 'agent'}: words ${i}`));
});

test('what is typed in between stays where it is', async () => {
  await begin('t-4');
  await twilio(content('CA4', 2, 'inbound_track', 'hello', 2), '?talk=t-4');
  await type('t-4', 'agent', 'typed by the agent');
  await twilio(content('CA4', 3, 'inbound_track', 'are you there', 3), '?talk=t-4');
  await twilio(content('CA4', 4, 'inbound_track', 'at all', 4), '?talk=t-4');
  expect(await turns('t-4')).toEqual([
    'customer: hello',
    'agent: typed by the agent',
    'customer: are you there at all',
  ]);
});

test('partial results, silence, and the beginning and end of a transcription are no turns', async () => {
  await begin('t-5');
  const one = content('CA5', 2, 'inbound_track', 'hel', 2);
  const answers = [
    await twilio({ ...one, Final: 'false', Stability: '0.8' }, '?talk=t-5'),
    await twilio({ ...one, TranscriptionData: '{"transcript":" "}' }, '?talk=t-5'),
    await twilio({ CallSid: 'CA5', TranscriptionEvent: 'transcription-started' }, '?talk=t-5'),
    await twilio({ CallSid: 'CA5', TranscriptionEvent: 'transcription-stopped' }, '?talk=t-5'),
    await twilio({
      CallSid: 'CA5',
      TranscriptionEvent: 'transcription-error',
      TranscriptionErrorCode: '32650',
    }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204]);
  expect(await turns('t-5')).toEqual([]);
});

test('a call that nobody has begun at the desk begins there with its first words; any other id is not there', async () => {
  expect((await twilio(content('CA6', 2, 'inbound_track', 'hello', 2))).status).toBe(204);
  expect(await turns('CA6')).toEqual(['customer: hello']);
  expect((await twilio(content('CA6', 3, 'inbound_track', 'hello', 4), '?talk=nowhere')).status).toBe(404);
});

test.each<[string, Record<string, string>, RegExp]>([
  ['no call', { CallSid: '' }, /CallSid/],
  ['another event', { TranscriptionEvent: 'transcription-content-x' }, /TranscriptionEvent/],
  ['no sequence', { SequenceId: 'x' }, /SequenceId/],
  ['another track', { Track: 'both_tracks' }, /Track/],
  ['no JSON', { TranscriptionData: 'hello' }, /is not JSON/],
  ['no words in it', { TranscriptionData: '{}' }, /no transcript/],
])('%s is refused with its cause', async (_, odd, words) => {
  const answer = await twilio({ ...content('CA7', 2, 'inbound_track', 'hello', 2), ...odd });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toMatch(words);
});

test('what Twilio did not sign, or signed for another conversation, is refused', async () => {
  const form = content('CA8', 2, 'inbound_track', 'hello', 2);
  const wrong = await twilio(form, '?talk=t-1', (url) => signed(TOKEN, `${url}2`, form));
  const unsigned = await app.request('/voice/twiml/transcription', {
    method: 'POST',
    body: new URLSearchParams(form).toString(),
  });
  expect([wrong.status, unsigned.status]).toEqual([403, 403]);
  expect((await read('CA8')).status).toBe(404);
});

/** jambonz signs by the world's clock. */
const jambonz = (body: object, query: string, secret = SECRET) => {
  const text = JSON.stringify(body);
  const t = Math.floor(Date.now() / 1000);
  const v1 = createHmac('sha256', secret).update(`${t}.${text}`).digest('hex');
  return app.request(`/voice/jambonz/transcription${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'jambonz-signature': `t=${t},v1=${v1}` },
    body: text,
  });
};
const speech = (transcript: string, more: object = {}) => ({
  call_sid: 'jb-1',
  speech: {
    is_final: true,
    language_code: 'en-US',
    alternatives: [{ transcript, confidence: 0.9 }],
    ...more,
  },
});

test('what jambonz hears becomes turns, by the hook of each channel or by its tag', async () => {
  expect((await jambonz(speech('hello this is dana'), '?speaker=agent')).status).toBe(204);
  expect((await jambonz(speech('hello this is dana'), '?speaker=agent')).status).toBe(204);
  clock.set(START + 5 * SECOND);
  expect((await jambonz(speech('my bill is wrong', { channel_tag: 1 }), '')).status).toBe(204);
  expect((await jambonz(speech('my bill is', { is_final: false }), '?speaker=customer')).status).toBe(204);
  expect((await jambonz({ call_sid: 'jb-1', speech_event: { type: 'end' } }, '')).status).toBe(204);
  expect(await turns('jb-1')).toEqual(['agent: hello this is dana', 'customer: my bill is wrong']);
});

test.each<[string, object, string, string, number]>([
  ['whose words nobody tells', speech('hello'), '', SECRET, 400],
  ['a speaker who is neither', speech('hello'), '?speaker=robot', SECRET, 400],
  ['no call', { speech: {} }, '?speaker=agent', SECRET, 400],
  ['another secret', speech('hello'), '?speaker=agent', 'another', 403],
])('at jambonz’ hook, %s: refused', async (_, body, query, secret, status) => {
  expect((await jambonz(body, query, secret)).status).toBe(status);
});
