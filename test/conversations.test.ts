import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../src/platform/index.ts';
import { type TestApp, testApp } from './support/app.ts';
import { testDb } from './support/database.ts';

let db: Db;
let product: TestApp;
beforeAll(async () => {
  db = await testDb();
  product = await testApp(db);
  await product.clock('2026-03-01T08:00:00Z');
  await product.identify('ashley', '2026-02-01T00:00:00Z', { firstName: 'Ashley' });
});
afterAll(() => db.close());

const agent = (text: string) => ({ speaker: 'agent', text });
const customer = (text: string) => ({ speaker: 'customer', text });
const OPENING = [
  agent('thanks for calling this is dana how can i help'),
  customer(
    "hi my flight tonight says delayed but not till when and i'm really worried i'll miss the wedding",
  ),
  agent('what is your booking reference'),
];
type Talk = {
  turns: { seq: number; speaker: string; stretches?: { move: string; text: string }[]; mood?: string }[];
  due: { rule: string; move: string; do: string; why: string; say: string } | null;
  cycle: { steps: Record<string, boolean> };
};
const say = async (id: string, body: object) => {
  const { status, body: talk } = await product.post(`/v1/conversations/${id}/turns`, body);
  return { status, talk: talk as Talk };
};

test('turns are labelled as they come, and one thing is due, with its words', async () => {
  await product.post('/v1/conversations', { id: 'live', customerId: 'ashley', channel: 'voice' });
  await say('live', OPENING[0] as object);
  const worried = await say('live', OPENING[1] as object);
  expect(worried.talk.due).toBeNull();
  const asked = await say('live', OPENING[2] as object);
  expect(asked.talk.due).toEqual({
    rule: 'signpost_before_questions',
    move: 'signpost',
    do: 'Say what you will check and why, then ask for the booking reference',
    why: 'You asked "what is your booking reference" and gave no reason for asking.',
    say: "I'll look up your record and then tell you exactly what I see; that's what I need the booking reference for.",
  });
  expect(asked.talk.turns.at(-1)?.stretches?.map((stretch) => stretch.move)).toContain('question');
  expect(asked.talk.cycle.steps).toMatchObject({ question: true, listen: false });
});

test('all at once is the same as one by one, and sending it again changes nothing', async () => {
  await product.post('/v1/conversations', { id: 'pasted' });
  const pasted = await say('pasted', { turns: OPENING, after: 0 });
  const one = await product.get<Talk>('/v1/conversations/live');
  expect(pasted.talk.turns.map(({ stretches, mood }) => ({ stretches, mood }))).toEqual(
    one.turns.map(({ stretches, mood }) => ({ stretches, mood })),
  );
  const again = await say('pasted', { turns: OPENING, after: 0 });
  expect(again.talk).toEqual(pasted.talk);
  const more = await say('pasted', { turns: [...OPENING, customer('k r t nine b two')], after: 0 });
  expect(more.talk.turns).toHaveLength(4);
  const differs = await say('pasted', { turns: [agent('something else')], after: 2 });
  expect(differs.status).toBe(409);
});

test('a turn that ends before it begins is refused, and nothing is kept of what came with it', async () => {
  await product.post('/v1/conversations', { id: 'backwards' });
  const turns = [
    { ...agent('hello'), from: 0, to: 900 },
    { ...customer('hi'), from: 2000, to: 1000 },
  ];
  const { status, body } = await product.post('/v1/conversations/backwards/turns', { turns, after: 0 });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain('ends before it begins');
  expect((await product.get<Talk>('/v1/conversations/backwards')).turns).toEqual([]);
});

test('turns sent at the same moment are taken one after another', async () => {
  await product.post('/v1/conversations', { id: 'racing' });
  await Promise.all(Array.from({ length: 8 }, (_, index) => say('racing', agent(`line ${index}`))));
  const talk = await product.get<Talk>('/v1/conversations/racing');
  expect(talk.turns.map((turn) => turn.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('a listener hears each turn as it is said, and on coming back what it has missed', async () => {
  const listen = (lastEventId: string) =>
    product.app.request('/v1/conversations/pasted/live', {
      headers: { authorization: 'Bearer sandbox', 'last-event-id': lastEventId },
    });
  const reader = ((await listen('3')).body as ReadableStream<Uint8Array>).getReader();
  const next = async () => new TextDecoder().decode((await reader.read()).value);
  expect(await next()).toContain('k r t nine b two');
  const heard = next();
  await say('pasted', agent('k r t nine b two thank you'));
  expect(await heard).toContain('"seq":5');
  await reader.cancel();
});

test.each([
  ['/v1/conversations/nowhere/turns', agent('hello'), 404, 'there is no conversation'],
  ['/v1/conversations/live/turns', { speaker: 'robot', text: 'x' }, 400, 'speaker'],
  ['/v1/conversations/live/turns', agent('  '), 400, 'words'],
  ['/v1/conversations/live/turns', agent('x'.repeat(10_001)), 400, 'longer than'],
  ['/v1/conversations', { customerId: 'nobody' }, 404, 'there is no customer'],
])('%s %j is refused', async (path, body, status, words) => {
  const answer = await product.post(path, body);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).toContain(words);
});
