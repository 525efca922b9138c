import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';
import { GOOD, POOR } from './talks.ts';

let db: Db;
let product: TestApp;
const keys: Record<string, string> = {};
beforeAll(async () => {
  db = await testDb();
  product = await testApp(db);
  await product.clock('2026-03-10T12:00:00Z');
  for (const [name, team, role] of [
    ['Dana', 'north', 'agent'],
    ['Priya', 'north', 'agent'],
    ['Marcus', 'south', 'agent'],
    ['Coach N', 'north', 'coach'],
    ['Head', 'care', 'head'],
  ] as const)
    keys[name] = (await as('company', `/v1/staff/${name}`, 'PUT', { team, role })).body.key as string;
  for (const [id, agent, transcript] of [
    ['dana-1', 'Dana', GOOD],
    ['priya-1', 'Priya', POOR],
    ['marcus-1', 'Marcus', GOOD],
  ] as const)
    await product.post('/v1/scorecards', { id, agent, reason: 'late_order', transcript });
});
afterAll(() => db.close());

type Json = Record<string, unknown> & { scorecards?: { conversationId: string }[] };

async function as(who: string, path: string, method = 'GET', body?: unknown) {
  const basic = (user: string, key: string) => `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`;
  const response = await product.app.request(path, {
    method,
    headers: {
      ...(who === 'nobody'
        ? {}
        : { authorization: who === 'company' ? 'Bearer sandbox' : basic(who, keys[who] ?? '') }),
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Json };
}

test.each([
  ['Dana', ['dana-1']],
  ['Priya', ['priya-1']],
  ['Coach N', ['dana-1', 'priya-1']],
  ['Head', ['dana-1', 'marcus-1', 'priya-1']],
  ['company', ['dana-1', 'marcus-1', 'priya-1']],
])('%s sees %j, over the API and on the pages', async (who, seen) => {
  const { body } = await as(who, '/v1/scorecards');
  expect(body.scorecards?.map(({ conversationId }) => conversationId).sort()).toEqual(seen);
  expect(body.total).toBe(seen.length);
  const page = await as(who, '/scorecards');
  expect(page.status).toBe(200);
  for (const id of ['dana-1', 'priya-1', 'marcus-1']) {
    const mine = seen.includes(id);
    expect((await as(who, `/v1/conversations/${id}/scorecard`)).status).toBe(mine ? 200 : 404);
    expect((await as(who, `/scorecards/${id}`)).status).toBe(mine ? 200 : 404);
    expect(page.text.includes(`/scorecards/${id}"`)).toBe(mine);
  }
});

test('asking for another by name shows nothing of them', async () => {
  expect((await as('Dana', '/v1/scorecards?agent=Priya')).body.total).toBe(0);
  expect((await as('Coach N', '/v1/scorecards?team=south')).body.total).toBe(0);
  const trends = await as('Dana', '/v1/scorecards/trends');
  expect((trends.body.trends as { unit: string }[]).map(({ unit }) => unit)).toEqual(['Dana']);
  const page = await as('Dana', '/scorecards/trends');
  expect(page.text).toContain('Dana');
  expect(page.text).not.toContain('Priya');
  expect((await as('Dana', '/scorecards?agent=Priya')).text).not.toContain('/scorecards/priya-1');
});

test.each([
  ['POST', '/v1/scorecards', { transcript: GOOD }],
  ['POST', '/v1/track', { userId: 'x', event: 'y' }],
  ['PUT', '/v1/staff/Dana', { team: 'north', role: 'head' }],
  ['POST', '/v1/conversations/dana-1/end', { agent: 'Dana' }],
  ['DELETE', '/v1/customers/x', undefined],
  ['GET', '/v1/customers/x', undefined],
  ['GET', '/v1/staff', undefined],
  ['GET', '/v1/sandbox/outbox', undefined],
  ['POST', '/plays/flight-status/pause', undefined],
])('a personal key does not open %s %s', async (method, path, body) => {
  for (const who of ['Dana', 'Head'])
    expect((await as(who, path, method, body)).status, who).toBeOneOf([401, 403]);
});

test('a key is told once, opens nothing under another name, and nothing once it is replaced or its owner has left', async () => {
  const again = await as('company', '/v1/staff/Priya', 'PUT', { team: 'north', role: 'agent' });
  expect(again.body.key).toBeNull();
  expect((await as('Priya', '/v1/scorecards')).status).toBe(200);
  keys.Marcus2 = keys.Marcus ?? '';
  expect((await as('Marcus2', '/v1/scorecards')).status).toBe(401);
  const old = keys.Marcus ?? '';
  const fresh = await as('company', '/v1/staff/Marcus', 'PUT', {
    team: 'south',
    role: 'agent',
    newKey: true,
  });
  expect((await as('Marcus', '/v1/scorecards')).status).toBe(401);
  keys.Marcus = fresh.body.key as string;
  expect(keys.Marcus).not.toBe(old);
  expect((await as('Marcus', '/v1/scorecards')).status).toBe(200);
  await as('company', '/v1/staff/Marcus', 'DELETE');
  expect((await as('Marcus', '/v1/scorecards')).status).toBe(401);
  const kept = await db.query<{ text: string }>("select string_agg(s::text, '') as text from staff s");
  expect(kept[0]?.text).not.toContain(keys.Dana);
});

test('an agent’s name without a key says nothing: outside the sandbox, pages ask for one', async () => {
  expect((await as('nobody', '/v1/scorecards')).status).toBe(401);
});
