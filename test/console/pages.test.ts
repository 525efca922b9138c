import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bucketOf, type Db, HOUR, iso } from '../../src/platform/index.ts';
import { Rows } from '../insight/rows.ts';
import { testDb } from '../support/database.ts';
import { aWeek, get, NOW, openConsole } from './open.ts';

let db: Db;
let empty: Db;
let app: Hono;
beforeAll(async () => {
  [db, empty] = await Promise.all([testDb(), testDb()]);
  const rows = aWeek();
  const bucket = bucketOf('P1');
  rows.customer('<b>"x', { firstName: '<script>alert(1)</script>' });
  rows.log('P1', 'sent-1', 1, NOW - 2 * HOUR, 'planned');
  rows.log('P1', 'sent-1', 2, NOW - HOUR, 'sent');
  rows.outbox('P1', 'sent-1', NOW - HOUR, 'Your flight departs later.');
  rows.outbox('P2', 'sent-2', NOW, 'All is well.', { channel: 'email', subject: 'Your flight' });
  rows.add('rejects', {
    bucket: 0,
    id: 'r1',
    source: 'events.jsonl',
    error: 'line 3: no timestamp',
    body: '{}',
    received_at: iso(NOW),
  });
  rows.add('subjects', {
    bucket,
    customer_id: 'P1',
    type: 'trip',
    id: 'T1',
    facts: { flight: 'US1326' },
    fact_times: {},
    milestones: { departure: { at: NOW + HOUR, version: 2, knownAt: NOW - HOUR } },
    last_events: {},
    version: 2,
    opened_at: iso(NOW - 24 * HOUR),
    updated_at: iso(NOW - HOUR),
  });
  for (const version of [1, 2]) {
    rows.add('subject_versions', {
      bucket,
      customer_id: 'P1',
      type: 'trip',
      id: 'T1',
      version,
      at: iso(NOW - HOUR),
      message_id: `m${version}`,
      event: version === 1 ? 'Flight Booked' : 'Flight Delayed',
      changes: { facts: {}, milestones: { departure: NOW + HOUR } },
    });
  }
  rows.add('consents', {
    bucket,
    customer_id: 'P1',
    channel: 'any',
    purpose: 'marketing',
    status: 'revoked',
    source: 'web form',
    wording: null,
    at: iso(NOW - HOUR),
  });
  await rows.save(db);
  app = openConsole(db).app;
});
afterAll(() => Promise.all([db.close(), empty.close()]));

const PAGES = [
  '/',
  '/?window=all',
  '/customers',
  '/outreach',
  '/outbox',
  '/contacts',
  '/forecast',
  '/rejects',
  '/phone',
];

test.each(PAGES)('%s is a whole page with landmarks, and safe', async (path) => {
  for (const at of [app, openConsole(empty).app]) {
    const { status, headers, body } = await get(at, path);
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self'; style-src 'self'/);
    for (const part of [
      '<!doctype html>',
      'lang="en"',
      '<main',
      '<nav aria-label="Main"',
      'aria-current="page"',
    ])
      expect(body).toContain(part);
    expect(body.match(/<h1/g)).toHaveLength(1);
    expect(body).not.toMatch(/ style=|<script>|\son[a-z]+=/);
    expect(body).not.toMatch(/undefined|NaN|\[object/);
    expect(body).toMatch(
      /<time datetime="2026-03-10T12:00:00.000Z"[^>]*>10 Mar 2026, 07:00<\/time>|07:00 America/,
    );
  }
});

test.each([
  ['/', 'No contact and no outreach in the last 7 days.'],
  ['/', 'Quiet so far.'],
  ['/customers', 'There are no customers yet.'],
  ['/outreach', 'No outreach is like that.'],
  ['/outbox', 'No message yet.'],
  ['/contacts', 'No contact is like that.'],
  ['/forecast', 'Run <code>beforehand evaluate</code>'],
  ['/forecast', 'Run <code>beforehand train</code>'],
  ['/rejects', 'Nothing was rejected.'],
])('%s says what to do where there is nothing: %s', async (path, words) => {
  expect((await get(openConsole(empty).app, path)).body).toContain(words);
});

test('every number on the overview opens exactly the rows it was counted from', async () => {
  for (const window of ['24h', '7d', '30d', 'all']) {
    const { body } = await get(app, `/?window=${window}`);
    const figures = [...body.matchAll(/<a class="figure[^"]*" href="([^"]+)" aria-label="([\d,]+)/g)];
    expect(figures.length).toBeGreaterThan(25);
    for (const [, href = '', value = ''] of new Map(figures.map((found) => [found[1], found])).values()) {
      const opened = await get(app, href.replaceAll('&amp;', '&'));
      expect(opened.status, href).toBe(200);
      const count = Number(value.replaceAll(',', ''));
      expect(Number(/data-total="(\d+)"/.exec(opened.body)?.[1]), href).toBe(count);
      expect((opened.body.match(/<tr data-row=/g) ?? []).length, href).toBe(Math.min(count, 100));
    }
  }
});

test('a version of a play that has too few is said to be left out', async () => {
  const own = await testDb();
  const rows = new Rows(NOW);
  for (let i = 0; i < 24; i++) {
    rows.outreach(`t${i}`, NOW - 24 * HOUR, { version: i < 12 ? 1 : 2 });
    if (i < 15) rows.held(`h${i}`, NOW - 24 * HOUR, { version: i < 12 ? 1 : 2 });
  }
  await rows.save(own);
  const { body } = await get(openConsole(own).app, '/');
  expect(body).toContain(
    '1 version with too few customers in an arm is left out (12 outreaches reached, 3 held out).',
  );
  expect(body).toContain('1 play version with too little left out');
  await own.close();
});

test('the columns of the channels add up to all contacts, and open them', async () => {
  const { body } = await get(app, '/?window=7d');
  const wide = body.slice(
    body.indexOf('id="channels"'),
    body.indexOf('class="narrow"', body.indexOf('id="channels"')),
  );
  let sum = 0;
  for (const [, href = ''] of wide.matchAll(/<a href="(\/contacts[^"]+)" tabindex="-1"/g))
    sum += Number(/data-total="(\d+)"/.exec((await get(app, href.replaceAll('&amp;', '&'))).body)?.[1]);
  const all = await db.query<{ n: number }>('select count(*) as n from contacts');
  expect(sum).toBe(all[0]?.n);
});

test.each([
  ['/customers/nobody', 404, 'There is no customer “nobody”'],
  ['/customers/a%00b', 404, 'There is no customer'],
  ['/outreach/nothing', 404, 'There is no such outreach'],
  ['/nowhere', 404, 'There is no such page'],
  ['/?window=year', 400, 'There is no window “year”'],
  ['/fragments/figures?window=year', 400, 'There is no window “year”'],
  ['/outreach?status=banana', 400, 'write one of: planned, sending'],
  ['/outreach?arm=both&windw=closed', 400, 'There is no filter “windw”'],
  ['/contacts?since=yesterday', 400, 'write it as 2026-03-10T12:00:00Z'],
  ['/contacts?page=0', 400, 'page'],
  ['/contacts?reason=%00', 400, 'holds a NUL character'],
  ['/contacts?ladder=__proto__', 400, 'write one of: reactive'],
])('%s answers %d in the layout', async (path, status, words) => {
  const answer = await get(app, path);
  expect(answer.status).toBe(status);
  expect(answer.body).toContain('<nav aria-label="Main"');
  expect(answer.body).toContain(words);
});

test('a failure goes on to the app around, and with a log becomes a page', async () => {
  const broken = { ...db, query: async () => Promise.reject(new Error('the store is gone')) };
  await expect(async () => {
    const around = openConsole(broken).app;
    around.onError((error) => {
      throw error;
    });
    await around.request('/rejects');
  }).rejects.toThrow('the store is gone');
  const errors: unknown[] = [];
  const log = { error: (what: unknown) => errors.push(what) } as never;
  const answer = await get(openConsole(broken, { log }).app, '/rejects');
  expect([answer.status, errors.length]).toEqual([500, 1]);
  expect(answer.body).not.toContain('the store is gone');
});

test('a customer: traits, consent, subjects with versions, timeline, forecast', async () => {
  const forecast = {
    at: NOW,
    contact24h: 0.41,
    contact7d: 0.63,
    reasons: [
      { reason: 'flight_status', probability: 0.62 },
      { reason: 'seat_request', probability: 0.38 },
    ],
    evidence: ['The flight was delayed an hour ago'],
  };
  const { app: knowing } = openConsole(db, { forecastFor: async () => forecast });
  const { body } = await get(knowing, '/customers/P1');
  for (const words of [
    'Ashley Park1',
    '41\u00a0%',
    'The greeting offers “flight status” first (62\u00a0%, from 50\u00a0% on).',
    'The flight was delayed an hour ago',
    'moved 1 time',
    '2 versions',
    'Flight Delayed',
    'Revoked',
    'href="/outreach/sent-1"',
    'place a call from <code>+13125550111</code>',
  ])
    expect(body).toContain(words);
  expect((await get(app, '/customers/P1')).body).toContain('No forecast');
  expect((await get(app, '/fragments/customers/P1')).body).not.toContain('<html');
});

test('names and ids are text, whatever they hold', async () => {
  const { body } = await get(app, `/customers/${encodeURIComponent('<b>"x')}`);
  expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(body).not.toContain('<script>alert');
});

test('customers are found by the beginning of a name or number', async () => {
  const found = async (q: string) =>
    ((await get(app, `/customers?q=${encodeURIComponent(q)}`)).body.match(/<tr data-row=/g) ?? []).length;
  expect([
    await found('ashley park12'),
    await found('+13125550'),
    await found('nobody'),
    await found('%'),
  ]).toEqual([1, 60, 0, 0]);
});

test('one outreach: message, what was told, log', async () => {
  const { body } = await get(app, '/outreach/sent-1');
  for (const words of [
    'Your flight 1 departs later.',
    'Departure',
    'Planned',
    'href="/customers/P1"',
    'Before departure',
  ])
    expect(body).toContain(words);
  expect(body.match(/<tr data-row=/g)).toHaveLength(2);
});

test('the outbox shows messages as those who get them see them', async () => {
  const all = await get(app, '/outbox');
  expect(all.body.match(/data-row=/g)).toHaveLength(2);
  expect(all.body).toMatch(/class="mail"[\s\S]*Your flight[\s\S]*All is well\./);
  expect((await get(app, '/outbox?channel=sms')).body.match(/data-row=/g)).toHaveLength(1);
});

test('filters of a list can be dropped one by one, and pages be turned', async () => {
  const { body } = await get(
    app,
    '/outreach?play=before_departure&arm=both&window=closed&since=2026-03-01T00:00:00Z',
  );
  expect(body).toContain('<option value="before_departure" selected="">');
  expect(body).toContain('aria-label="Drop the filter window"');
  expect(body).toContain(
    'href="/outreach?play=before_departure&amp;arm=both&amp;since=2026-03-01T00%3A00%3A00Z"',
  );
  const contacts = await get(app, '/contacts?page=2');
  expect(contacts.body).not.toContain('<tr data-row=');
});

test('assets are kept for good under the address that names their content', async () => {
  const { body } = await get(app, '/');
  const addresses = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
    ([, address = '']) => address,
  );
  expect(new Set(addresses).size).toBeGreaterThan(15);
  for (const address of addresses) {
    const asset = await app.request(address);
    expect(asset.status).toBe(200);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const again = await app.request(address, {
      headers: { 'if-none-match': asset.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  }
  expect((await get(app, '/assets/pico.css')).headers.get('cache-control')).toBe('no-cache');
  expect((await get(app, '/assets/..%2Fassets.ts')).status).toBe(404);
});
