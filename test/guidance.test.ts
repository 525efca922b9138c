import { afterAll, beforeAll, expect, test } from 'vitest';
import { bucketOf, type Db } from '../src/platform/index.ts';
import { type TestApp, testApp } from './support/app.ts';
import { testDb } from './support/database.ts';
import { startLanguageModel } from './support/language-model.ts';

let db: Db;
let model: Awaited<ReturnType<typeof startLanguageModel>>;
let product: TestApp;
beforeAll(async () => {
  db = await testDb();
  model = await startLanguageModel('never');
  product = await testApp(db, { BEFOREHAND_LLM_URL: model.url, BEFOREHAND_LLM_MODEL: 'small' });
  await product.clock('2026-03-10T12:00:00Z');
  await product.identify('ashley', '2026-02-01T00:00:00Z', { firstName: 'Ashley' });
});
afterAll(async () => {
  await model.stop();
  await db.close();
});

const agent = (text: string) => ({ speaker: 'agent', text });
const customer = (text: string) => ({ speaker: 'customer', text });
type Due = { rule: string; say: string } | null;
type Talk = {
  due: Due;
  turns: { seq: number; due: Due }[];
  cycle: { findings: { rule: string; kind: string }[] };
};
const begin = (id: string, more: object = {}) => product.post('/v1/conversations', { id, ...more });
const say = async (id: string, ...turns: object[]) =>
  (await product.post(`/v1/conversations/${id}/turns`, { turns })).body as Talk;

const HELLO = [agent('hello this is dana'), customer('hi i have a question about my bill')];
const BARE = agent('what is your account number');
const KEPT = agent("so that i open the right account i'll look it up first what is your account number");

test('a prompt stands until the agent speaks again, names the customer, and is not repeated', async () => {
  await begin('one', { customerId: 'ashley' });
  const asked = await say('one', ...HELLO, BARE);
  expect(asked.due?.rule).toBe('signpost_before_questions');
  const answered = await say('one', customer('it is 4471'));
  expect(answered.due).toEqual(asked.due);
  expect(answered.turns.map(({ due }) => due?.rule ?? null)).toEqual([
    null,
    null,
    'signpost_before_questions',
    null,
  ]);
  const more = await say('one', agent('and what is your postcode'));
  expect(more.due?.rule).not.toBe('signpost_before_questions');
  expect(more.cycle.findings).toContainEqual(
    expect.objectContaining({ rule: 'signpost_before_questions', kind: 'broken', turn: 2 }),
  );
  const upset = await say(
    'one',
    customer('this is ridiculous i am so angry nobody ever calls me back'),
    agent('the bill is on the website'),
    customer('this is so frustrating i have been waiting three weeks'),
    agent('it takes ten working days'),
  );
  expect(upset.due).toMatchObject({ rule: 'acknowledge_feeling' });
  expect(upset.due?.say).toContain('Ashley');
});

test('for an agent who mostly gives a reason it fades; for one who is new it does not', async () => {
  for (let i = 0; i < 8; i++) {
    await begin(`dana-${i}`, { agent: 'Dana' });
    await say(`dana-${i}`, ...HELLO, KEPT);
  }
  await begin('dana', { agent: 'Dana' });
  await begin('noor', { agent: 'Noor' });
  expect((await say('dana', ...HELLO, BARE)).due).toBeNull();
  expect((await say('noor', ...HELLO, BARE)).due?.rule).toBe('signpost_before_questions');
  const rows = await db.query<{ talks: number }>(
    'select count(*)::int as talks from agent_habits where bucket = $1 and agent = $2',
    [bucketOf('Dana'), 'Dana'],
  );
  expect(rows).toEqual([{ talks: 9 }]);
});

/** Listens until a turn is told whose suggestion is `words`. */
async function hearSuggestion(id: string, words: string): Promise<void> {
  const response = await product.app.request(`/v1/conversations/${id}/live`, {
    headers: { authorization: 'Bearer sandbox' },
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let told = '';
  while (!told.includes(JSON.stringify(words))) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`the stream ended without ${words}: ${told}`);
    told += new TextDecoder().decode(value);
  }
  await reader.cancel();
}

test('the plain sentence is there at once, and what a language model makes of it replaces it', async () => {
  const words = 'Let me find your account first. What is the account number?';
  model.tell({ words });
  await begin('worded');
  const { due } = await say('worded', ...HELLO, BARE);
  expect(due?.say).toMatch(/^I'll look up your record/);
  await hearSuggestion('worded', words);
  expect((await product.get<Talk>('/v1/conversations/worded')).due?.say).toBe(words);
  const asked = JSON.stringify(model.asked.at(-1)?.messages);
  expect(asked).toContain('what is your account number');
});

test('a rewording that brings in what nobody said is not shown, nor is one that never comes', async () => {
  const before = model.asked.length;
  model.tell({ words: 'Your refund of 250 is on its way.' });
  await begin('invented');
  const { due } = await say('invented', ...HELLO, BARE);
  await model.wasAsked(before + 1);
  model.tell('never');
  await begin('silent');
  await say('silent', ...HELLO, BARE);
  await model.wasAsked(before + 2);
  // Told after both: by then the first would have been shown.
  model.tell({ words: 'Let me look first.' });
  await begin('last');
  await say('last', ...HELLO, BARE);
  await hearSuggestion('last', 'Let me look first.');
  for (const id of ['invented', 'silent'])
    expect((await product.get<Talk>(`/v1/conversations/${id}`)).due).toEqual(due);
});
