import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { openConsole } from '../console/open.ts';
import { testDb } from '../support/database.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const there = existsSync(executablePath);
if (!there) process.stderr.write(`The coach's browser test is left out: no Chromium at ${executablePath}.\n`);

let db: Db;
let browser: Browser;
let server: ServerType;
let address: string;
const stopping = new AbortController();

beforeAll(async () => {
  if (!there) return;
  db = await testDb();
  const { app } = openConsole(db, { stopping: stopping.signal });
  address = await new Promise((resolve) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      resolve(`http://127.0.0.1:${info.port}`),
    );
  });
  browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
});
afterAll(async () => {
  if (!there) return;
  await browser.close();
  stopping.abort();
  server.close();
  await db.close();
});

test.skipIf(!there)(
  'a talk by keyboard on a telephone’s screen, to its score and replay, without a complaint',
  async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    const fits = async () =>
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);

    await page.goto(`${address}/coach`);
    await fits();
    await page.fill('[name=agent]', 'Dana');
    await page.getByRole('button', { name: 'Practise: A delayed flight' }).click();
    for (const [i, line] of ['Good morning, how can I help you?', 'Which flight are you on?'].entries()) {
      await page.fill('.say-form textarea', line);
      await page.keyboard.press('Enter');
      await page.waitForSelector(`[data-spoken="${i + 1}"]`);
    }
    await page.getByRole('button', { name: 'Say nothing' }).click();
    await page.waitForSelector('[data-spoken="3"]');
    expect(await page.locator('.chat .customer').count()).toBe(3);
    await page.getByText('CA 415 to Denver').waitFor();
    await fits();
    await page.reload();
    expect(await page.locator('.chat .customer').count()).toBe(3);
    await page.getByRole('button', { name: 'End it' }).click();
    await page.getByRole('heading', { name: 'One thing to practise' }).waitFor();
    expect(await page.locator('.replay > li').count()).toBe(3);
    await fits();
    await page.goto(`${address}/coach`);
    await page.getByText(/Best \d+ of 100 in 1 try, 0 resolved/).waitFor();
    expect(complaints).toEqual([]);
  },
);
