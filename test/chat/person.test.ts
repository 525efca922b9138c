import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadLabeller } from '../../src/conversation/index.ts';
import { Bell, type Db, systemClock } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { plainTalks } from '../support/talks.ts';
import { logOf, openBrowser, there } from './browser.ts';
import { ask, type Script, say, scriptedDoor, transfer } from './door.ts';
import { openChatApp, type Told } from './open.ts';
import { stage } from './stage.ts';

let db: Db;
let browser: Browser;
const labeller = loadLabeller();
beforeAll(async () => {
  db = await testDb();
  if (there) browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await db.close();
});

const SCRIPTS: Record<string, Script> = {
  visitor: {
    begins: [ask('How can we help?', 'A person')],
    turns: [{ hears: { digits: '1' }, answers: [say('Someone is on their way.'), transfer] }],
  },
};
const withTalks = () => {
  const bell = new Bell();
  return { bell, talks: plainTalks({ db, clock: systemClock, bell, labeller }) };
};

async function transferred(more: ReturnType<typeof withTalks> & { stopping?: AbortSignal } = withTalks()) {
  const opened = { ...openChatApp(scriptedDoor(SCRIPTS).door, more), ...more };
  const session = await opened.begin();
  const path = `/chat/sessions/${session}`;
  const told = await opened.post(`${path}/turns`, { step: 1, choice: '1' });
  return {
    ...opened,
    session,
    path,
    told,
    write: (step: number, text: string): Promise<Told> => opened.post(`${path}/turns`, { step, text }),
    agent: (text: string) => more.talks.say(session, [{ speaker: 'agent', text }]),
    atDesk: async () =>
      (await more.talks.read(session)).turns.map(({ labels }) => `${labels.speaker}: ${labels.text}`),
  };
}

test('what a visitor writes reaches the desk once, in its order, whatever the agent writes meanwhile', async () => {
  const { told, write, agent, atDesk, path, get, session, talks } = await transferred();
  expect(told.body).toMatchObject({ step: 1, open: true, person: true, choices: [] });
  await talks.begin({ id: session, customerId: null, channel: 'chat' });
  const first = await write(2, 'My bag is lost.');
  expect(first).toMatchObject({ status: 200, body: { step: 2, messages: [], open: true, person: true } });
  await agent('Which flight?');
  expect((await write(2, 'My bag is lost.')).body).toEqual(first.body);
  await Promise.all([write(3, 'BA 212'), write(3, 'BA 212'), agent('Take your time.'), write(3, 'BA 212')]);
  expect((await write(9, 'and then')).body.error).toBe('the chat is at step 3');
  const said = await atDesk();
  expect(said.filter((line) => line.startsWith('customer'))).toEqual([
    'customer: My bag is lost.',
    'customer: BA 212',
  ]);
  const { body } = await get(path);
  expect(body).toMatchObject({ step: 3, open: true, person: true });
  expect(body.messages.slice(0, 5)).toEqual([
    { by: 'us', text: 'How can we help?' },
    { by: 'them', text: 'A person' },
    { by: 'us', text: 'Someone is on their way.' },
    { by: 'them', text: 'My bag is lost.', seq: 1 },
    { by: 'person', text: 'Which flight?', seq: 2 },
  ]);
});

test('a conversation at the desk that begins with what was said before shows it once', async () => {
  const { path, get, session, talks, write } = await transferred();
  await talks.begin({ id: session, customerId: null, channel: 'chat' });
  await talks.say(session, [
    { speaker: 'agent', text: 'How can we help?' },
    { speaker: 'customer', text: 'A person' },
    { speaker: 'agent', text: 'Someone is on their way.' },
    { speaker: 'agent', text: 'Hello, I am Mo.' },
  ]);
  expect((await write(2, 'Hi Mo')).body.step).toBe(2);
  const { body } = await get(path);
  expect(body.messages.map(({ text }: { text: string }) => text)).toEqual([
    'How can we help?',
    'A person',
    'Someone is on their way.',
    'Hello, I am Mo.',
    'Hi Mo',
  ]);
  expect(body.step).toBe(2);
});

test('where nobody has begun at the desk, the first text begins it; what has ended takes none', async () => {
  const { write, atDesk, post, path } = await transferred();
  await write(2, 'Anyone?');
  expect(await atDesk()).toEqual(['customer: Anyone?']);
  await post(`${path}/end`, {});
  expect((await write(2, 'Anyone?')).status).toBe(200);
  expect((await write(3, 'Hello?')).body.error).toBe('this chat has ended');
});

test('the stream tells what the agent writes, from where the page was, and that it is over', async () => {
  const { app, path, agent, talks, session, post, bell, get } = await transferred();
  await talks.begin({ id: session, customerId: null, channel: 'chat' });
  await agent('One.');
  await agent('Two.');
  const response = await app.request(`${path}/live`, { headers: { 'last-event-id': '1' } });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const told = response.text();
  await agent('Three.');
  await post(`${path}/end`, {});
  bell.ring('conversation');
  const events = [...(await told).matchAll(/event: (\w+)\ndata: ?(.*)/g)].map(([, event, data]) => [
    event,
    data,
  ]);
  expect(events).toEqual([
    ['message', '{"by":"person","text":"Two.","seq":2}'],
    ['message', '{"by":"person","text":"Three.","seq":3}'],
    ['end', ''],
  ]);
  expect((await get(`${path}/live`)).status).toBe(409);
});

test('a chat holds no more than a few streams, and all end when the service stops', async () => {
  const stopping = new AbortController();
  const { app, path, get } = await transferred({ ...withTalks(), stopping: stopping.signal });
  const open = await Promise.all(Array.from({ length: 4 }, () => app.request(`${path}/live`)));
  expect((await get(`${path}/live`)).status).toBe(409);
  stopping.abort();
  await Promise.all(open.map((response) => response.text()));
});

test.skipIf(!there)(
  'in the browser an agent and a visitor write to each other, over a reload and a closed chat',
  async () => {
    const more = withTalks();
    const { page, go, kept, close, complaints } = await stage(browser, SCRIPTS, {}, more);
    await go();
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await page.getByRole('button', { name: 'A person' }).click();
    await page.getByText('Someone is on their way.').waitFor();
    const [session = ''] = [...kept.keys()];
    const agent = (text: string) => more.talks.say(session, [{ speaker: 'agent', text }]);
    await more.talks.begin({ id: session, customerId: null, channel: 'chat' });
    await agent('Hello, I am Mo.');
    await page.getByText('Hello, I am Mo.').waitFor();
    await page.getByRole('textbox').fill('My bag is lost.');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await more.talks.read(session)).turns.length).toBe(2);
    await page.reload();
    await page.getByText('My bag is lost.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Close the chat' }).first().click();
    await agent('Found it!');
    await page.getByRole('button', { name: 'Chat with us. New message' }).click();
    expect(await logOf(page)).toEqual([
      'Assistant: How can we help?',
      'You: A person',
      'Assistant: Someone is on their way.',
      'Agent Hello, I am Mo.',
      'You: My bag is lost.',
      'Agent Found it!',
    ]);
    expect(complaints).toEqual([]);
    await close();
  },
);
