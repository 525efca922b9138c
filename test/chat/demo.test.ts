import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatDeps } from '../../src/conversation/index.ts';
import { listen, newPage, openBrowser, there } from './browser.ts';
import { ask, scriptedDoor } from './door.ts';
import { openChatApp } from './open.ts';

let browser: Browser;
beforeAll(async () => {
  if (there) browser = await openBrowser();
});
afterAll(() => browser?.close());

type Customer = Awaited<ReturnType<ChatDeps['findCustomers']>>[number];
const ADA: Customer = {
  bucket: 1,
  id: 'C/1 "&',
  traits: { firstName: 'Ada<b>', lastName: 'Byron' },
  timeZone: null,
  locale: null,
  firstSeen: 0,
};
const open = () => {
  const scripted = scriptedDoor({
    visitor: { begins: [ask('How can we help?')] },
    [ADA.id]: { begins: [ask('Hello Ada.')] },
  });
  // A manual clock that stands long ago, and no secret: the sandbox as the demo starts it.
  const flags = {
    BEFOREHAND_SANDBOX: '1',
    BEFOREHAND_CLOCK: 'manual',
    BEFOREHAND_CHAT_SECRET: '',
    BEFOREHAND_CHAT_ORIGINS: '',
  };
  const findCustomers: ChatDeps['findCustomers'] = async (q) => [ADA].filter(({ id }) => id.startsWith(q));
  return { ...scripted, ...openChatApp(scripted.door, { findCustomers }, flags) };
};

test('the sample page takes any name as text, and nobody who is not there', async () => {
  const { get } = open();
  const { status, headers, body } = await get(`/chat/demo?as=${encodeURIComponent(ADA.id)}`);
  expect(status).toBe(200);
  expect(headers.get('content-security-policy')).toContain("script-src 'self';");
  expect(body).toContain('Logged in as Ada&lt;b&gt; Byron');
  expect((await get('/chat/demo?as=nobody')).body).toContain('Not logged in');
  expect((await get('/chat/demo?q=%00&as=%00')).status).toBe(200);
  expect((await get('/chat/demo.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
});

test.skipIf(!there)('one logs in as a customer on the sample page, and the chat knows them', async () => {
  const { app, begun } = open();
  const { address, close } = await listen(app.fetch);
  const { page, complaints } = await newPage(browser);
  await page.goto(`${address}/chat/demo`);
  await page.getByRole('link', { name: 'Log in as Ada<b> Byron' }).click();
  await page.getByRole('status').getByText('Hello Ada.').click();
  await page.getByRole('dialog').getByText('Hello Ada.').waitFor();
  await page.getByRole('link', { name: 'Log out' }).click();
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await page.getByText('How can we help?').waitFor();
  expect(begun.map(({ loggedInAs }) => loggedInAs)).toEqual([ADA.id, null]);
  expect(complaints).toEqual([]);
  await page.close();
  await close();
});
