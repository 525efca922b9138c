import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, HOUR, MINUTE } from '../../src/platform/index.ts';
import { Rows } from '../insight/rows.ts';
import { testDb } from '../support/database.ts';
import { aWeek, NOW, openConsole } from './open.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const there = existsSync(executablePath);
if (!there)
  process.stderr.write(`The browser test is left out: there is no Chromium at ${executablePath}.\n`);

const QUIET = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
let db: Db;
let browser: Browser;
let server: ServerType;
let address: string;
let opened: ReturnType<typeof openConsole>;
const stopping = new AbortController();

beforeAll(async () => {
  if (!there) return;
  db = await testDb();
  await aWeek().save(db);
  opened = openConsole(db, { stopping: stopping.signal });
  address = await new Promise((resolve) => {
    server = serve({ fetch: opened.app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      resolve(`http://127.0.0.1:${info.port}`),
    );
  });
  browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', ...QUIET],
  });
});
afterAll(async () => {
  if (!there) return;
  await browser.close();
  await db.close();
});

/** A page that keeps whatever it complains about. */
async function newPage(): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => {
    // A page that is left breaks off what it was still asking for.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      complaints.push(`${request.url()} ${request.failure()?.errorText}`);
  });
  await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
    console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI));`);
  return { page, complaints };
}

test.skipIf(!there)(
  'the overview shows what happens as it happens, in every tab, without a complaint',
  async () => {
    const tabs = await Promise.all(Array.from({ length: 4 }, newPage));
    for (const { page } of tabs) await page.goto(address);
    const contacts = (page: Page) =>
      page
        .locator('.stat', { hasText: /^Contacts/ })
        .last()
        .locator('.big');
    const before = Number(await contacts(tabs[0]?.page as Page).textContent());
    const rows = new Rows(NOW);
    rows.contact('P7', NOW - MINUTE, {
      id: 'just-in',
      reason: 'seat_request',
      offered: 'seat_request',
      taken: true,
    });
    rows.outreach('P8', NOW - MINUTE, {
      id: 'just-out',
      message: { body: 'Gate B7 now.' },
      status: 'delivered',
    });
    await rows.save(db);
    opened.bell.ring('contact');
    opened.bell.ring('outreach');
    for (const { page } of tabs) {
      await page.waitForSelector('[data-contact="just-in"]');
      await page.waitForSelector('[data-outreach="just-out"] >> text=Gate B7 now.');
      await page.waitForSelector(`a[aria-label="${before + 1} contacts"]`);
    }
    opened.clock.set(NOW + HOUR);
    const page = tabs[0]?.page as Page;
    await page.waitForSelector('.clock >> text=08:00 America/Chicago');
    await page.getByRole('link', { name: /offers taken: Seat request/ }).click();
    await page.waitForSelector('tr[data-row="just-in"]');
    for (const path of ['/customers/P1', '/outreach', '/outbox', '/contacts', '/rejects', '/customers']) {
      await page.goto(`${address}${path}`);
      await page.waitForSelector('html[data-live="on"]');
      const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(wider, path).toBeLessThanOrEqual(0);
    }
    for (const tab of tabs) expect(tab.complaints).toEqual([]);
  },
);

test.skipIf(!there)('on a telephone no page is wider than the screen', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  for (const path of [
    '/',
    '/customers/P1',
    '/outreach',
    '/outreach/sent-1',
    '/outbox',
    '/contacts',
    '/customers',
    '/forecast',
    '/desk',
  ]) {
    await page.goto(`${address}${path}`);
    expect(
      await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
      path,
    ).toBeLessThanOrEqual(0);
  }
});

test.skipIf(!there)('at the desk a conversation is pasted, typed on with Enter, and followed', async () => {
  const { page, complaints } = await newPage();
  await page.goto(`${address}/desk`);
  await page.fill('[name=customer]', 'P1');
  await page.fill(
    '[name=paste]',
    "Agent: thanks for calling how can i help\nCustomer: my flight says delayed and i'm really worried i'll miss the wedding\nAgent: what is your booking reference",
  );
  await page.click('main button');
  await page.waitForURL('**/desk/*');
  expect(await page.textContent('.due')).toContain('then ask for the booking reference');
  expect(await page.textContent('#now')).toContain('Timeline');
  await page.check('[name=speaker][value=agent]');
  await page.fill('[name=text]', "i'm so sorry that is a worrying wait let me pull up the flight for you");
  await page.press('[name=text]', 'Enter');
  await page.waitForSelector('.talk > li:nth-child(4)');
  expect(await page.textContent('.talk > li:last-child')).toContain('acknowledge');
  expect(await page.inputValue('[name=text]')).toBe('');
  expect(await page.isChecked('[name=speaker][value=customer]')).toBe(true);
  await page.goto(`${address}/desk?customer=nobody`);
  await page.fill('[name=customer]', 'nobody');
  await page.click('main button');
  expect(await page.textContent('[role=alert]')).toContain('There is no customer');
  // The refused form answers 400, which Chromium tells on its console.
  expect(complaints.filter((words) => !words.includes('400'))).toEqual([]);
  await page.close();
});

test.skipIf(!there)('a hidden tab holds no stream, and catches up when it is shown again', async () => {
  const { page } = await newPage();
  const hide = (hidden: boolean) =>
    page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));`);
  await page.goto(address);
  await page.waitForSelector('html[data-live="on"]');
  await hide(true);
  const rows = new Rows(NOW);
  rows.contact('P9', NOW, { id: 'while-away' });
  await rows.save(db);
  opened.bell.ring('contact');
  await hide(false);
  await page.waitForSelector('[data-contact="while-away"]');
});

test.skipIf(!there)('the server closes though pages are open', async () => {
  const { page } = await newPage();
  await page.goto(address);
  await page.waitForSelector('html[data-live="on"]');
  stopping.abort();
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
  });
  await page.waitForSelector('html[data-live="off"]');
});
