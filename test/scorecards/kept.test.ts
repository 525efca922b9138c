import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';
import { GOOD, POOR } from './talks.ts';

let db: Db;
let product: TestApp;
beforeAll(async () => {
  db = await testDb();
  product = await testApp(db);
  await product.clock('2026-03-10T12:00:00Z');
  await product.identify('zoe', '2026-03-01T00:00:00Z', { firstName: 'Zoe' });
});
afterAll(() => db.close());

type Card = {
  overall: number;
  direction: number;
  control: number;
  agent: string | null;
  customerId: string | null;
  evidence: { for: string; points: number; turn: number; words: string }[];
};
const lines = (text: string) =>
  text.split('\n').map((line) => ({
    speaker: line.startsWith('Agent') ? 'agent' : 'customer',
    text: line.replace(/^\w+: /, ''),
  }));

test('a talk at the desk that ends is scored, and the score is the sum of what was said', async () => {
  await product.post('/v1/conversations', { id: 'desk-1', customerId: 'zoe' });
  await product.post('/v1/conversations/desk-1/turns', { turns: lines(GOOD), after: 0 });
  const ended = await product.post('/v1/conversations/desk-1/end', { agent: 'Dana', reason: 'late_order' });
  expect(ended.status).toBe(200);
  const card = await product.get<Card>('/v1/conversations/desk-1/scorecard');
  expect(card).toMatchObject({ agent: 'Dana', customerId: 'zoe', overall: (ended.body as Card).overall });
  for (const half of ['direction', 'control'] as const) {
    const points = card.evidence.filter((one) => one.for === half).map((one) => one.points);
    expect(50 + points.reduce((a, b) => a + b, 0)).toBeCloseTo(card[half], 6);
  }
  for (const { turn, words } of card.evidence) expect(lines(GOOD)[turn]?.text).toContain(words);
});

test('who interrogates scores below who uses the whole cycle', async () => {
  const { body } = await product.post('/v1/scorecards', { id: 'poor', transcript: POOR, agent: 'Priya' });
  const [poor] = (body as { scorecards: Card[] }).scorecards;
  const good = await product.get<Card>('/v1/conversations/desk-1/scorecard');
  expect(good.overall).toBeGreaterThan(60);
  expect(poor?.overall).toBeLessThan(40);
});

test('a talk of the future is refused, with what our clock says', async () => {
  const future = { id: 'future', transcript: POOR, at: '2026-03-12T12:30:00Z' };
  const { status, body } = await product.post('/v1/scorecards', future);
  expect(status).toBe(400);
  expect(body).toMatchObject({ where: 'at', error: expect.stringContaining('2026-03-10T12:00:00') });
});

test('ended again after more was said, the card is made anew; sent again, a transcript changes nothing', async () => {
  const before = await product.get<Card>('/v1/conversations/desk-1/scorecard');
  await product.post('/v1/conversations/desk-1/turns', { speaker: 'agent', text: 'have a nice day' });
  await product.post('/v1/conversations/desk-1/end', { agent: 'Dana' });
  const after = await product.get<Card & { cycle: unknown[] }>('/v1/conversations/desk-1/scorecard');
  expect(after.cycle).toHaveLength(lines(GOOD).length + 1);
  expect(before.agent).toBe(after.agent);
  await product.post('/v1/scorecards', { id: 'poor', transcript: POOR, agent: 'Priya' });
  expect((await product.get<{ total: number }>('/v1/scorecards')).total).toBe(2);
});

test.each([
  ['/v1/conversations/nobody/end', {}, 404],
  ['/v1/scorecards', { transcript: '' }, 400],
  ['/v1/scorecards', { transcript: 'nobody: says anything here' }, 400],
  ['/v1/scorecards', { transcript: GOOD, customerId: 'nobody' }, 404],
])('%s refuses %j with %i and says how to mend it', async (path, body, status) => {
  expect(await product.post(path, body)).toMatchObject({ status, body: { error: expect.any(String) } });
});

test('a talk in which no agent spoke has no score', async () => {
  await product.post('/v1/conversations', { id: 'silent' });
  expect((await product.post('/v1/conversations/silent/end', {})).status).toBe(409);
});

test('the pages show the card with its words, and every column of the distribution opens its talks', async () => {
  const page = async (path: string) => (await product.app.request(path)).text();
  const card = await page('/scorecards/poor');
  expect(card).toContain('One thing to practise');
  expect(card).toContain('id="turn-1"');
  expect(card).toContain('cycle-diagram');
  const list = await page('/scorecards');
  const columns = [...list.matchAll(/href="(\/scorecards\?[^"]*least=[^"]*)"/g)].map(([, href]) =>
    (href ?? '').replaceAll('&amp;', '&'),
  );
  expect(columns.length).toBeGreaterThanOrEqual(2);
  for (const href of new Set(columns)) expect(await page(href)).toContain('data-total="1"');
  expect((await product.app.request('/scorecards?least=x')).status).toBe(400);
  expect((await product.app.request('/scorecards/%00')).status).toBe(404);
});

test('who is erased leaves no scorecard', async () => {
  await product.app.request('/v1/customers/zoe', {
    method: 'DELETE',
    headers: { authorization: 'Bearer sandbox' },
  });
  const left = await db.query('select 1 from scorecards where conversation_id = $1', ['desk-1']);
  expect(left).toEqual([]);
});
