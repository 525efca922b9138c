import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Overrides } from '../../src/config/index.ts';
import type { Db } from '../../src/platform/index.ts';
import { testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
export const there = existsSync(executablePath);
if (!there)
  process.stderr.write(
    `The browser tests of calls are left out: there is no Chromium at ${executablePath}.\n`,
  );

const PEOPLE = [
  ['A1', 'Ashley', 'Moore', '+1 512 555 0177'],
  ['A2', 'Asher', 'Nguyen', null],
  ['B1', 'Beatriz', 'Romero', '+1 512 555 0178'],
  ['K1', 'Kim', 'Bauer', '+1 512 555 0179'],
] as const;
const FLYING = ['A1', 'K1'];

/**
 * The whole product in the sandbox with a browser before it. Ashley and Kim fly to Denver with US1326 at 5 PM, which was
 * moved to 6:05 PM; who of them calls first is asked about that.
 */
export function usePhone(overrides: Overrides = {}) {
  let db: Db;
  let browser: Browser;
  let address: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    if (!there) return;
    db = await testDb();
    const product = await testApp(db, overrides);
    await product.clock('2026-03-20T08:00:00Z');
    for (const [id, firstName, lastName, phone] of PEOPLE)
      await product.identify(id, '2026-03-20T08:00:00Z', { firstName, lastName, ...(phone && { phone }) });
    const fly = (id: string, event: string, at: string, departsAt: string) =>
      product.track(id, event, at, { tripId: `${id}-T`, flight: 'US1326', destination: 'DEN', departsAt });
    for (const id of FLYING) await fly(id, 'Flight Booked', '2026-03-24T01:00:00Z', '2026-03-24T22:00:00Z');
    await product.clock('2026-03-24T18:00:00Z');
    for (const id of FLYING) await fly(id, 'Flight Delayed', '2026-03-24T18:00:00Z', '2026-03-24T23:05:00Z');
    let server: ServerType;
    address = await new Promise((resolve) => {
      server = serve({ fetch: product.app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
        resolve(`http://127.0.0.1:${info.port}`),
      );
    });
    browser = await chromium.launch({
      executablePath,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    });
    close = async () => {
      await browser.close();
      product.app.hangUp();
      await new Promise((closed) => server.close(closed));
      await product.app.close();
    };
  });
  afterAll(() => (there ? close() : undefined));

  return {
    rows: <Row extends Record<string, unknown>>(sql: string, values: unknown[] = []) =>
      db.query<Row>(sql, values),
    address: (path: string) => address + path,
    /** The page of the telephone, and whatever it complains about. `script` runs before the page's own. */
    async open(
      path = '/phone',
      { script = '', ...options }: { script?: string } & BrowserContextOptions = {},
    ) {
      const page = await browser.newPage(options);
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.addInitScript(script);
      await page.goto(address + path);
      return { page, complaints };
    },
  };
}

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
export const say = async (page: Page, words: string) => {
  await page.getByLabel('What the caller says').fill(words);
  await page.keyboard.press('Enter');
};
export const until = (page: Page, state: string) => page.waitForSelector(`#phone[data-state=${state}]`);
