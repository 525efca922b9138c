import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';
import { spoken } from '../voice/harness.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const NOW = '2026-03-01T12:00:00Z';
type Told = { status?: number; body: string; wait?: number };

let db: Db;
let product: TestApp;
let company: Server;
let endpoint: string;
const asked: { body: string; headers: IncomingHttpHeaders }[] = [];
/** What the company's own service answers; a test that is not about it tells nothing, and is not to ask. */
let told: Told | null = null;

beforeAll(async () => {
  company = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      asked.push({ body, headers: request.headers });
      if (!told) response.writeHead(418).end();
      else if (told.wait === undefined) response.writeHead(told.status ?? 200).end(told.body);
      // Else it is left without an answer.
    });
  });
  await new Promise<void>((resolve) => company.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(company.address() as AddressInfo).port}/answers`;
  db = await testDb();
  product = await testApp(db, { BEFOREHAND_ENDPOINT_SECRET: SECRET, BEFOREHAND_ENDPOINT_PRIVATE: '1' });
  await product.clock(NOW);
  await product.identify('olive', '2026-02-01T00:00:00Z', { firstName: 'Olive', phone: '+15125550161' });
  await product.track('olive', 'Order Placed', '2026-02-26T00:00:00Z', {
    orderId: 'O7',
    item: 'red bicycle',
    card: '4111 SECRET',
    deliveryAt: '2026-03-02T15:00:00Z',
  });
});
afterAll(async () => {
  company.closeAllConnections();
  company.close();
  await product.app.close();
});
beforeEach(() => {
  told = null;
  asked.length = 0;
});

const put = async (name: string, spec: unknown, app = product) => {
  const response = await app.app.request(`/v1/reasons/${name}`, {
    method: 'PUT',
    body: JSON.stringify(spec),
    headers: {
      authorization: `Basic ${Buffer.from('sandbox:').toString('base64')}`,
      'content-type': 'application/json',
    },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
let calls = 0;
const call = async (...said: string[]) => {
  calls += 1;
  const form = { CallSid: `CAreason${calls}`, From: '+15125550161', CallStatus: 'in-progress' };
  const post = (path: string, more: Record<string, string>) =>
    product.app.request(path, {
      method: 'POST',
      body: new URLSearchParams({ ...form, ...more }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  let heard = await spoken(await post('/voice/twiml', {}));
  for (const words of said) heard = await spoken(await post(heard.action ?? '', { SpeechResult: words }));
  return heard;
};

const DELIVERY = {
  label: { en: 'delivery', es: 'entrega' },
  question: { en: 'are you calling about {{ about | default: "a delivery" }}?' },
  about: { of: { subject: 'order' }, facts: ['item'], phrase: { en: 'your {{ item }}' } },
  keywords: { en: ['delivery', 'deliver', 'my order', 'my package'] },
  answer: {
    level: 'public',
    about: { subject: 'order' },
    facts: ['item'],
    template: {
      en: 'Your {{ item }} arrives {{ day.deliveryAt }} at {{ time.deliveryAt }}.{% if card %}{{ card }}{% endif %}',
    },
  },
};

describe('a company’s own reasons', () => {
  test('are offered and answered in its words; facts it does not name are not said', async () => {
    expect(await put('delivery', DELIVERY)).toMatchObject({ status: 200 });
    const heard = await call('where is my order');
    expect(heard.says[0]).toBe('Your red bicycle arrives tomorrow at 9:00 AM.');
    expect(heard.xml).not.toContain('SECRET');
    const { reasons } = await product.get<{ reasons: { name: string }[] }>('/v1/reasons');
    expect(reasons.map(({ name }) => name)).toContain('delivery');
  });

  test.each<[string, object, string, RegExp]>([
    [
      'a template that is none',
      { answer: { ...DELIVERY.answer, template: { en: 'Your {{ item' } } },
      'answer.template.en',
      /not a template/,
    ],
    ['a level that is none', { answer: { ...DELIVERY.answer, level: 'secret' } }, 'answer.level', /./],
    ['a field that is unknown', { lable: 'x' }, 'body', /lable/],
    ['no label', { label: undefined }, 'label', /./],
  ])('%s is refused, with where and how', async (_, change, where, error) => {
    const { status, body } = await put('broken', { ...DELIVERY, ...change });
    expect(status).toBe(400);
    expect(body.where).toBe(where);
    expect(body.error).toMatch(error);
  });

  test('need a secret for an endpoint, and https outside a private network', async () => {
    const answer = { ...DELIVERY.answer, endpoint: { url: endpoint } };
    const bare = await testApp(db);
    expect(await put('x', { ...DELIVERY, answer }, bare)).toMatchObject({
      status: 400,
      body: { where: 'answer.endpoint' },
    });
    const outside = await testApp(db, { BEFOREHAND_ENDPOINT_SECRET: SECRET });
    expect(await put('x', { ...DELIVERY, answer }, outside)).toMatchObject({
      status: 400,
      body: { where: 'answer.endpoint.url' },
    });
  });
});

describe('a company’s own endpoint', () => {
  const ask = async (answer: Told, timeoutMs = 1000) => {
    told = answer;
    await put('delivery', {
      ...DELIVERY,
      answer: { ...DELIVERY.answer, endpoint: { url: endpoint, timeoutMs } },
    });
    return (await call('where is my order')).says[0];
  };

  test('answers, asked by a signed request', async () => {
    expect(await ask({ body: '{"text":"It is on the van."}' })).toBe('It is on the van.');
    expect(asked).toHaveLength(1);
    const [{ body, headers }] = asked as [{ body: string; headers: Record<string, string> }];
    expect(new Webhook(SECRET).verify(body, headers)).toMatchObject({
      type: 'answer.requested',
      data: {
        reason: 'delivery',
        customerId: 'olive',
        subject: { type: 'order', id: 'O7' },
        locale: 'en',
        assurance: 'number',
      },
    });
  });

  test.each<[string, Told]>([
    ['an error', { status: 500, body: '{"text":"no"}' }],
    ['a redirect', { status: 302, body: '' }],
    ['no JSON', { body: 'hello' }],
    ['no text', { body: '{"answer":"x"}' }],
    ['too much', { body: JSON.stringify({ text: 'x'.repeat(50_000) }) }],
    ['silence', { body: '', wait: 1 }],
  ])('that answers with %s leaves it to the template', async (_, answer) => {
    expect(await ask(answer, 300)).toBe('Your red bicycle arrives tomorrow at 9:00 AM.');
  });

  test('is said without what can neither be kept nor said', async () => {
    expect(await ask({ body: '{"text":" It is\\u0000on\\nthe van.\\ud83d"}' })).toBe('It is on the van.');
  });

  test('inside a private network is asked only where that is allowed', async () => {
    const open = await testApp(db, { BEFOREHAND_ENDPOINT_SECRET: SECRET });
    told = { body: '{"text":"It is on the van."}' };
    const response = await open.app.request('/voice/twiml', {
      method: 'POST',
      body: new URLSearchParams({ CallSid: 'CAprivate', From: '+15125550161' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const { action } = await spoken(response);
    const answered = await open.app.request(action ?? '', {
      method: 'POST',
      body: new URLSearchParams({
        CallSid: 'CAprivate',
        From: '+15125550161',
        SpeechResult: 'where is my order',
      }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect((await spoken(answered)).says[0]).toBe('Your red bicycle arrives tomorrow at 9:00 AM.');
    expect(asked).toEqual([]);
  });
});

test('what customers say is heard by examples and by the notes of contacts, not only by keywords', async () => {
  await put('warranty', {
    label: 'warranty',
    question: 'are you calling about a warranty?',
    examples: [
      'it broke after two weeks',
      'the brakes stopped working',
      'it is broken already',
      'a part fell off',
      'the frame cracked',
    ],
  });
  const notes = [
    'when does it get here',
    'nobody came with the parcel',
    'still waiting for the driver',
    'the courier missed me',
    'it has not been brought yet',
  ];
  const contacts = notes.map((note, n) => ({
    contact_id: `note${n}`,
    customer_id: 'olive',
    channel: 'voice',
    reason: 'delivery',
    started_at: '2026-02-20T10:00:00Z',
    note,
  }));
  for (const contact of contacts) expect((await product.post('/v1/contacts', contact)).status).toBe(200);
  expect((await call('the frame cracked already')).says[0]).not.toMatch(/warranty/);
  expect(await product.app.learnHearing(Date.parse(NOW))).toEqual({ examples: 10, reasons: 2 });
  expect((await call('the frame cracked already')).says[0]).toMatch(/^For warranty, I'll put you through/);
  expect((await call('still waiting for the courier to come')).says[0]).toMatch(/arrives tomorrow/);
  expect((await call('purple monkeys dance under the moon')).says[0]).toMatch(/^Sorry, I didn't get that/);
});
