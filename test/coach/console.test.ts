import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadLabeller, openPractices } from '../../src/conversation/index.ts';
import { type Db, ManualClock } from '../../src/platform/index.ts';
import { get, openConsole, post } from '../console/open.ts';
import { testDb } from '../support/database.ts';
import { fakeLanguageModel } from '../support/language-model.ts';

let db: Db;
let app: ReturnType<typeof openConsole>['app'];
beforeAll(async () => {
  db = await testDb();
});
afterAll(() => db.close());
// A new console each time: what goes on does so from the store.
beforeEach(() => {
  app = openConsole(db).app;
});

async function begin(scenario: string, agent = 'Dana', more: Record<string, string> = {}): Promise<string> {
  const { status, headers } = await post(app, '/coach', { agent, scenario, ...more });
  expect(status).toBe(303);
  expect(headers.get('set-cookie')).toContain('desk_agent=');
  return headers.get('location') ?? '';
}
const say = (at: string, text: string, after: number) =>
  post(
    app,
    `${at}/turns`,
    { text, after: String(after) },
    { origin: 'http://localhost', 'hx-request': 'true' },
  );
const repliesIn = (body: string) =>
  [...body.matchAll(/<li class="customer">.*?<p[^>]*>(.*?)<\/p>/g)].map(([, text]) => text);

test('eight scenarios stand to choose from, with what this agent has reached', async () => {
  const { body } = await get(app, '/coach');
  expect(body.match(/aria-label="Practise: /g)).toHaveLength(8);
  expect(body).toContain('Difficulty 8 of 8');
  expect(body).toContain('Not tried yet');
  expect(body).toMatch(/<a href="\/coach" aria-current="page">\s*Coach/);
});

test('a talk goes on after a restart, and a turn that is sent again says nothing twice', async () => {
  const at = await begin('flight-delayed');
  const first = await say(at, 'Good morning, this is Dana. How can I help you?', 0);
  expect(repliesIn(first.body)).toHaveLength(1);
  app = openConsole(db).app;
  const again = await say(at, 'Good morning, this is Dana. How can I help you?', 0);
  expect(repliesIn(again.body)).toEqual(repliesIn(first.body));
  const second = await say(at, 'Which flight are you on, so that I look at the right one?', 1);
  expect(repliesIn(second.body)).toHaveLength(2);
  expect(second.body).toContain('CA 415 to Denver');
  const other = await say(at, 'Something else altogether', 0);
  expect(other.status).toBe(409);
  expect(other.body).toContain('gone on elsewhere');
});

test('two that send the same turn at once get the same answer', async () => {
  const at = await begin('broadband-outage');
  const both = await Promise.all([
    say(at, 'Hello, how can I help?', 0),
    say(at, 'Hello, how can I help?', 0),
  ]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(new Set(both.map(({ body }) => repliesIn(body).join())).size).toBe(1);
});

test('it ends with a score, one thing to practise and a replay, which count among the best of this agent only', async () => {
  const at = await begin('flight-delayed', 'Rosa');
  const lines = [
    'Customer service. Booking reference?',
    'Your booking reference?',
    '(silence)',
    'Goodbye.',
    'Bye.',
    'Bye.',
  ];
  for (const [i, line] of lines.entries()) await say(at, line, i);
  await post(app, `${at}/stop`, {});
  const { body } = await get(app, at);
  expect(body).toContain('One thing to practise');
  expect(body).toContain('asked with no reason given: the booking reference');
  expect(body).toContain('went silent unannounced');
  expect(body).toContain('Better: ');
  expect(body).toMatch(/role="img" aria-label="Frustration from 25 percent to/);
  const mine = await app.request('/coach', { headers: { cookie: 'desk_agent=Rosa' } });
  expect(await mine.text()).toMatch(/Best \d+ of 100 in 1 try, 0 resolved/);
  const theirs = await app.request('/coach', { headers: { cookie: 'desk_agent=Nobody' } });
  expect(await theirs.text()).not.toContain('Best ');
});

test('practice is counted nowhere else', async () => {
  await begin('flight-delayed');
  for (const table of ['conversations', 'turns', 'contacts', 'dialogues', 'waiting'])
    expect(await db.query(`select 1 from ${table}`)).toEqual([]);
});

test('what cannot be is said so', async () => {
  expect((await post(app, '/coach', { agent: '', scenario: 'flight-delayed' })).status).toBe(400);
  expect((await post(app, '/coach', { agent: 'Dana', scenario: 'none' })).body).toContain(
    'There is no such scenario',
  );
  expect((await get(app, '/coach/p_none')).status).toBe(404);
  const at = await begin('flight-delayed');
  expect((await post(app, `${at}/turns`, { text: 'x', after: '-1' })).status).toBe(400);
  expect((await say(at, 'x'.repeat(2001), 0)).body).toContain('at most 2000 characters');
  expect(
    (
      await post(
        app,
        '/coach',
        { agent: 'Dana', scenario: 'flight-delayed' },
        { origin: 'http://elsewhere.example.com' },
      )
    ).status,
  ).toBe(403);
});

test('hints stand open where they were wanted, and are gone where it is hard', async () => {
  expect((await get(app, await begin('flight-delayed', 'Dana', { hinted: 'on' }))).body).toMatch(
    /<details class="card hint" open=/,
  );
  expect((await get(app, await begin('card-blocked', 'Dana', { hinted: 'on' }))).body).not.toContain(
    'card hint',
  );
});

const MODEL = { db: () => db, clock: new ManualClock(0), labeller: loadLabeller() };
async function phrased(
  words: string | Error,
  turn = 'Which flight are you on, so that I look at the right one?',
) {
  const model = fakeLanguageModel([new Error('not the opening'), words]);
  const practices = openPractices({ ...MODEL, db, model });
  const { id } = await practices.begin({ scenario: 'flight-delayed', agent: 'Dana', hinted: false, seed: 5 });
  await practices.say(id, 'Good morning, this is Dana. How can I help you?', 0);
  const { state } = await practices.say(id, turn, 1);
  return { last: state.exchanges.at(-1), asked: model.asked };
}

test('a language model phrases what the customer says, and changes nothing of what happens', async () => {
  const { last, asked } = await phrased('"Oh, the four fifteen, going to Denver."');
  expect(last?.customer.text).toBe('Oh, the four fifteen, going to Denver.');
  expect(last?.written).toMatch(/four fifteen/);
  expect(last?.revealed).toEqual(['flight']);
  expect(asked[1]?.[0]?.content).toContain('Maya Torres');
});

test.each([
  ['gives away what was not asked', "The four fifteen to Denver, it's my sister's wedding rehearsal."],
  ['leaves out what it was to say', 'Oh, um, let me think about that.'],
  ['makes a number up', 'The four fifteen to Denver, seat 22.'],
  ['goes on and on', `The four fifteen to Denver. ${'And so on. '.repeat(60)}`],
  ['does not answer', new Error('no answer in time')],
])('the written line stands where it %s', async (_, words) => {
  const { last } = await phrased(words);
  expect(last?.customer.text).toBe(last?.written);
});
