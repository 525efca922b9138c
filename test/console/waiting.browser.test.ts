import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, MINUTE } from '../../src/platform/index.ts';
import { Rows } from '../insight/rows.ts';
import { joining } from '../people/joining.ts';
import { testDb } from '../support/database.ts';
import { NOW, openConsole } from './open.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const there = existsSync(executablePath);
if (!there)
  process.stderr.write(
    `The browser test of queues is left out: there is no Chromium at ${executablePath}.\n`,
  );

let db: Db;
let browser: Browser;
let server: ServerType;
let address: string;
let opened: ReturnType<typeof openConsole>;
const stopping = new AbortController();
beforeAll(async () => {
  if (!there) return;
  db = await testDb();
  const rows = new Rows(NOW);
  rows.customer('P1', { firstName: 'Ashley' });
  await rows.save(db);
  opened = openConsole(db, { stopping: stopping.signal });
  address = await new Promise((resolve) => {
    server = serve({ fetch: opened.app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      resolve(`http://127.0.0.1:${info.port}`),
    );
  });
  browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
});
afterAll(async () => {
  if (!there) return;
  stopping.abort();
  await browser.close();
  server.close();
  await db.close();
});

const wider = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth');

test.skipIf(!there)('two agents see who joins as they join, and one takes them', async () => {
  const agents = await Promise.all([browser.newContext(), browser.newContext()]);
  const [dana, sam] = (await Promise.all(agents.map((agent) => agent.newPage()))) as [Page, Page];
  const complaints: string[] = [];
  for (const page of [dana, sam]) {
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(`${address}/desk`);
    await page.waitForSelector('html[data-live="on"]');
    await page.waitForSelector('text=Nobody waits.');
  }
  await dana.fill('[name=agent]', 'Dana');
  await dana.locator('h1').click();
  await opened.people.join(joining('P1-chat', { customerId: 'P1' }));
  for (const page of [dana, sam]) await page.waitForSelector('[data-queue=flight_status] >> text=Take next');
  expect(await dana.inputValue('[name=agent]')).toBe('Dana');
  opened.clock.set(NOW + 5 * MINUTE);
  await sam.waitForSelector('[data-queue=flight_status] >> text=5 min');

  await dana.click('[data-queue=flight_status] button');
  await dana.waitForURL('**/desk/P1-chat');
  expect(await dana.textContent('.so-far')).toContain('I may miss my connection');
  expect(await dana.evaluate('scrollY')).toBe(0);
  await sam.waitForSelector('text=Dana since');
  await dana.fill('[name=text]', 'thanks for waiting ashley, i will look at your connection');
  await dana.press('[name=text]', 'Enter');
  await dana.waitForSelector('#following .talk > li');
  await dana.click('text=Done, resolved');
  await dana.waitForURL('**/desk');
  expect(await dana.inputValue('[name=agent]')).toBe('Dana');
  await sam.waitForSelector('text=Nobody waits.');
  expect(complaints).toEqual([]);
});

test.skipIf(!there)('on a telephone neither page is wider than the screen', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await opened.people.join(
    joining('long', { reason: `a_${'very_'.repeat(12)}long_reason`, number: '+13125550111' }),
  );
  await page.goto(`${address}/desk`);
  expect(await wider(page)).toBeLessThanOrEqual(0);
  await page.fill('[name=agent]', 'Sam');
  await page.click('text=Take next of any');
  await page.waitForURL('**/desk/long');
  expect(await wider(page)).toBeLessThanOrEqual(0);
});
