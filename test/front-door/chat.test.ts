import { sign } from 'hono/jwt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';

const SECRET = 'a secret of the company and of ours';
const NOW = '2026-03-01T12:00:00Z';
let product: TestApp;

type Shown = {
  session: string;
  step: number;
  messages: { by: string; text: string }[];
  choices: { key: string; label: string }[];
  open: boolean;
  person: boolean;
};

beforeAll(async () => {
  product = await testApp(await testDb(), { BEFOREHAND_CHAT_SECRET: SECRET });
  await product.clock(NOW);
  await product.identify('ashley', '2026-02-01T00:00:00Z', {
    firstName: 'Ashley',
    email: 'ashley@example.com',
  });
  await product.track('ashley', 'Flight Booked', '2026-02-20T00:00:00Z', {
    tripId: 'T1',
    flight: 'BA101',
    destination: 'DEN',
    departsAt: '2026-03-01T18:05:00Z',
  });
  await product.track('ashley', 'Refund Requested', '2026-02-27T00:00:00Z', { tripId: 'T1' });
});
afterAll(() => product.app.close());

const send = async (path: string, body?: object): Promise<Shown> => {
  const response = await product.app.request(path, {
    method: body ? 'POST' : 'GET',
    ...(body && { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', origin: 'https://www.example.com' },
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Shown;
};
const begin = async (customer: string | null): Promise<Shown> => {
  const claims = { sub: customer, aud: 'beforehand-chat', exp: Date.parse(NOW) / 1000 + 600 };
  return send('/chat/sessions', customer ? { token: await sign(claims, SECRET) } : {});
};
const say = (shown: Shown, turn: { text: string } | { choice: string }) =>
  send(`/chat/sessions/${shown.session}/turns`, { step: shown.step + 1, ...turn });
const words = ({ messages }: Shown) => messages.map(({ text }) => text).join(' | ');

test('who has logged in is greeted with what is likely, answered, and told what is private without a code', async () => {
  const greeting = await begin('ashley');
  expect(words(greeting)).toBe(
    'Hello Ashley, would you like to check the status of your flight to Denver this afternoon?',
  );
  expect(greeting.choices.map(({ label }) => label)).toEqual(['Yes', 'No', 'Speak to a person']);
  const answer = await say(greeting, { choice: '1' });
  expect(words(answer)).toMatch(/^Your flight BA101 to Denver .* \| Does that answer your question\?$/);
  const refund = await say(answer, { text: 'and where is my refund?' });
  expect(words(refund)).toMatch(/^The refund for flight BA101 was asked for on /);
  const again = await send(`/chat/sessions/${greeting.session}`);
  expect(again.messages.map(({ by }) => by)).toEqual(['us', 'them', 'us', 'us', 'them', 'us', 'us']);
  expect(again.messages[1]?.text).toBe('Yes');
});

test('a visitor hears nothing of anyone; a greeting alone is no contact', async () => {
  const visitor = await begin(null);
  expect(words(visitor)).toMatch(/^Hello, and thank you for writing to/);
  expect(words(await say(visitor, { text: 'flight status' }))).not.toMatch(/BA101|Denver|Ashley/);
  const before = await product.get<{ timeline: { kind: string }[] }>('/v1/customers/ashley/timeline');
  await begin('ashley');
  const after = await product.get<{ timeline: { kind: string }[] }>('/v1/customers/ashley/timeline');
  expect(after.timeline.length).toBe(before.timeline.length);
});

test('a person takes over with all that was said, and both write on in the same chat', async () => {
  const greeting = await begin('ashley');
  const handed = await say(greeting, { text: 'I lost my bag' });
  expect(handed).toMatchObject({ person: true, open: true });
  await say(handed, { text: 'it is blue' });
  const { body } = await product.post('/v1/queues/take', { agent: 'Dana', reason: 'baggage_tracing' });
  expect(JSON.stringify(body)).toContain('I lost my bag');
  const talk = await product.get<{ customerId: string; turns: { text: string }[] }>(
    `/v1/conversations/${greeting.session}`,
  );
  expect(talk.customerId).toBe('ashley');
  expect(talk.turns.map(({ text }) => text)).toEqual(['it is blue']);
  await product.post(`/v1/conversations/${greeting.session}/turns`, {
    speaker: 'agent',
    text: 'I have found it.',
  });
  const read = await send(`/chat/sessions/${greeting.session}`);
  expect(read.messages.slice(-2).map(({ by, text }) => `${by}: ${text}`)).toEqual([
    'them: it is blue',
    'person: I have found it.',
  ]);
});
