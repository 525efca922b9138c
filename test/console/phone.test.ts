import type { Hono } from 'hono';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/index.ts';
import { openApp } from '../../src/main.ts';
import type { Db } from '../../src/platform/index.ts';
import { Rows } from '../insight/rows.ts';
import { testDb } from '../support/database.ts';
import { get, NOW, openConsole, post } from './open.ts';

const TOKEN = '12345678901234567890123456789012';
const KEY = 'the-key-of-this-test';
const CALL = { CallSid: 'CA1', From: '+13125550199', CallStatus: 'ringing', SpeechResult: 'ä & b=c' };

let db: Db;
beforeAll(async () => {
  db = await testDb();
  const rows = new Rows(NOW);
  rows.customer('A1', { firstName: 'Ashley', lastName: 'Moore', phone: '+1 312 555 0101' });
  rows.customer('A2', { firstName: 'Ashton', lastName: '<i>Poe' });
  rows.customer('B1', { firstName: 'Bea', lastName: 'Moss', phone: '312 555 0103', country: 'US' });
  await rows.save(db);
});
afterAll(() => db.close());

/** A console with a webhook that keeps what it was asked. */
function withWebhook(env: Record<string, string> = {}) {
  const asked: Request[] = [];
  const { app } = openConsole(db, {
    config: loadConfig({ BEFOREHAND_SANDBOX: '1', ...env }),
    webhook: (request) => {
      asked.push(request);
      return new Response('<Response/>', { headers: { 'Content-Type': 'text/xml' } });
    },
  });
  return { app, asked };
}
const forward = (app: Hono, to: string, headers?: Record<string, string>) =>
  post(app, `/phone/webhook?to=${encodeURIComponent(to)}`, CALL, headers);

test('a customer is found by the beginning of a name, with the number to call from', async () => {
  const { app } = withWebhook();
  const { body } = await get(app, '/fragments/phone/callers?q=ash');
  expect(body).toMatch(/value="\+13125550101"[^>]*data-name="Ashley Moore"/);
  expect(body).toMatch(/data-name="Ashton &lt;i&gt;Poe" disabled/);
  expect(body).not.toContain('Bea');
  expect((await get(app, '/phone?customer=B1')).body).toMatch(/value="\+13125550103"[^>]* checked/);
  expect((await get(app, '/fragments/phone/callers?q=nobody%00')).body).toContain(
    'No customer begins like that',
  );
});

test('the page is as whole and safe as any, and leaves nothing to guess about signing', async () => {
  const { body } = await get(withWebhook().app, '/phone');
  expect(body).not.toMatch(/ style=|<script>|\son[a-z]+=/);
  expect(body).toContain('unsigned, as in a sandbox');
  const signing = await get(withWebhook({ TWILIO_AUTH_TOKEN: TOKEN }).app, '/phone');
  expect(signing.body).toContain('signed with its token');
  expect(signing.body).not.toContain(TOKEN);
});

test('what the page sends reaches the webhook as it is, and its answer comes back', async () => {
  const { app, asked } = withWebhook();
  const { status, body } = await forward(app, '/voice/twiml/turn?step=2');
  expect(status).toBe(200);
  expect(JSON.parse(body)).toEqual({
    path: '/voice/twiml/turn?step=2',
    signed: false,
    status: 200,
    body: '<Response/>',
  });
  const [request] = asked;
  expect(new URL(request?.url ?? '').pathname).toBe('/voice/twiml/turn');
  expect(Object.fromEntries(new URLSearchParams(await request?.text()))).toEqual(CALL);
});

test.each([
  ['by path', '/voice/twiml/turn?step=2', {}, 'http://localhost/voice/twiml/turn?step=2'],
  [
    'whole',
    'https://hawk.example/b/voice/twiml/turn?step=2',
    { BEFOREHAND_PUBLIC_URL: 'https://hawk.example/b/' },
    'https://hawk.example/b/voice/twiml/turn?step=2',
  ],
])('an address that is named %s is signed as Twilio would', async (_, address, env, over) => {
  const { app, asked } = withWebhook({ TWILIO_AUTH_TOKEN: TOKEN, ...env });
  const { body } = await forward(app, address);
  expect(JSON.parse(body)).toMatchObject({ path: '/voice/twiml/turn?step=2', signed: true });
  const signature = asked[0]?.headers.get('x-twilio-signature') ?? '';
  expect(validateRequest(TOKEN, signature, over, CALL)).toBe(true);
});

test.each([
  '',
  '/',
  '/v1/track',
  '/voice/twimlx',
  '/voice/twiml/../../v1/track',
  '/voice/twiml/%2e%2e/%2e%2e/v1/customers',
  '/voice/twiml/..%2f..%2fv1',
  '//evil.example/voice/twiml',
  'https://evil.example/voice/twiml',
  'https://hawk.example.evil.example/voice/twiml',
  'voice/twiml',
  '\\voice\\twiml',
])('nothing is forwarded to "%s"', async (address) => {
  const { app, asked } = withWebhook({ BEFOREHAND_PUBLIC_URL: 'https://hawk.example' });
  expect((await forward(app, address)).status).toBe(404);
  expect(asked).toEqual([]);
});

test('another site can have no call made', async () => {
  const { app, asked } = withWebhook();
  expect((await forward(app, '/voice/twiml', { origin: 'https://evil.example' })).status).toBe(403);
  expect((await forward(app, '/voice/twiml', {})).status).toBe(403);
  expect(asked).toEqual([]);
});

test('in earnest the page needs the key, and what it sends passes the webhook’s own check', async () => {
  const config = loadConfig({
    BEFOREHAND_API_KEY: KEY,
    TWILIO_AUTH_TOKEN: TOKEN,
    BEFOREHAND_PUBLIC_URL: 'https://hawk.example/b',
    BEFOREHAND_LOG: 'silent',
  });
  const app = await openApp(config, { db });
  const ask = (headers: Record<string, string>) =>
    app.request('/phone/webhook?to=/voice/twiml', {
      method: 'POST',
      body: new URLSearchParams(CALL),
      headers: { origin: 'http://localhost', ...headers },
    });
  expect((await ask({})).status).toBe(401);
  expect((await app.request('/phone')).status).toBe(401);
  const answer = await ask({ authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}` });
  expect(await answer.json()).toMatchObject({
    status: 200,
    signed: true,
    body: expect.stringContaining('https://hawk.example/b/voice/twiml/turn?step=1'),
  });
});
