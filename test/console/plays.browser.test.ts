import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, type Db, HOUR, iso, MINUTE } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const there = existsSync(executablePath);
if (!there)
  process.stderr.write(`The browser test of plays is left out: there is no Chromium at ${executablePath}.\n`);

const BEGIN = Date.parse('2026-03-01T08:00:00Z');
const NOW = BEGIN + 12 * DAY;
let db: Db;
let browser: Browser;
let server: ServerType;
let product: TestApp;
let address: string;

beforeAll(async () => {
  if (!there) return;
  db = await testDb();
  product = await testApp(db);
  await product.clock(iso(BEGIN));
  const history = await product.post('/v1/batch', { batch: aHistory() });
  expect(history.status).toBe(200);
  await product.clock(iso(NOW));
  for (let i = 0; i < 30; i += 2) {
    const asked = await product.post('/v1/contacts', {
      contact_id: `c${i}`,
      customer_id: `A${i}`,
      channel: 'voice',
      reason: 'flight_status',
      started_at: iso(departureOf(i) - 30 * MINUTE),
      handle_seconds: 240,
    });
    expect(asked.status).toBe(200);
  }
  address = await new Promise((resolve) => {
    server = serve({ fetch: product.app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
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
  await browser.close();
  product.app.hangUp();
  await new Promise((closed) => server.close(closed));
  await product.app.close();
});

/** One departure every eight hours, and one still to come. */
function departureOf(i: number): number {
  return i === 30 ? NOW + DAY : BEGIN + DAY + i * 8 * HOUR;
}

/** Thirty-one who booked a trip; every other one of them calls half an hour before. */
function aHistory(): object[] {
  return Array.from({ length: 31 }, (_, i) => [
    {
      type: 'identify',
      userId: `A${i}`,
      messageId: `i${i}`,
      timestamp: iso(BEGIN - DAY),
      traits: { firstName: `Ashley${i}`, phone: `+15125550${100 + i}`, timezone: 'America/Chicago' },
    },
    {
      type: 'track',
      userId: `A${i}`,
      messageId: `t${i}`,
      event: 'Flight Booked',
      timestamp: iso(BEGIN - DAY),
      properties: { tripId: `T${i}`, flight: `BA10${i}`, bags: i % 3, departsAt: iso(departureOf(i)) },
    },
  ]).flat();
}

const WORDS = {
  subject: 'Your flight',
  happened: 'Your flight {{ facts.flight }} leaves at {{ milestones.departure | time }}.',
  done: 'We watch it for you.',
  todo: 'There is nothing you need to do.',
  verify: 'See the same at example.com.',
};

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) await page.fill(`[name="${name}"]`, text);
}

test.skipIf(!there)(
  'a play is written, its condition mended where the fault stands, tried on history, looked at and launched',
  async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('400')) complaints.push(message.text());
    });
    await page.goto(`${address}/plays`);
    await page.getByRole('link', { name: 'New play' }).click();
    await fill(page, { name: 'Told two hours before', id: 'two-hours', reason: 'flight_status' });
    await fill(page, {
      'milestone.subject': 'trip',
      'milestone.milestone': 'departure',
      'milestone.offset': '2 hours before',
      where: 'facts.bag >= 0',
      'cancelledBy.0': 'Flight Cancelled',
      ...Object.fromEntries(Object.entries(WORDS).map(([part, text]) => [`message.${part}`, text])),
    });
    // Told while it is typed, at its place, and again when it is saved.
    await page.waitForSelector('#where-faults >> text=Line 1, column 7: no fact `bag` of trip');
    expect(await page.isVisible('[name="moved.by"]')).toBe(false);
    await page.locator('.names .more').first().click();
    await page.waitForSelector('[name="cancelledBy.1"]');
    await page.click('.save button');
    await page.waitForSelector('#faults');
    expect(await page.textContent('.place pre')).toContain(`${' '.repeat(6)}^`);
    expect(await page.inputValue('[name="message.todo"]')).toBe(WORDS.todo);
    expect(await page.inputValue('[name="milestone.offset"]')).toBe('-PT2H');
    await fill(page, { where: 'facts.bags >= 0' });
    await page.waitForSelector('#where-faults:empty', { state: 'attached' });
    await page.click('.save button');

    await page.waitForURL('**/plays/two-hours/backtest?done=created');
    await page.click('#run');
    await page.waitForSelector('#thresholds, #value');
    await page.waitForSelector('#run:not([disabled])');
    const covered = page.locator('.stat', { hasText: 'Contacts it comes before' }).locator('.big a');
    expect(Number(await covered.textContent())).toBeGreaterThan(0);
    const count = await covered.textContent();
    await covered.click();
    await page.waitForSelector(`#messages[data-total="${count}"]`);
    await page.locator('tr[data-row^=A] a').first().click();
    await page.waitForURL('**/customers/A*');

    await page.goto(`${address}/plays/two-hours?customer=A30`);
    expect(await page.textContent('.previewed')).toContain('Your flight BA1030 leaves at');
    await page.click('.actions button');
    await page.waitForURL('**/plays/two-hours?done=launched');
    await page.getByRole('link', { name: '1 planned', exact: true }).first().click();
    await page.waitForSelector('tr[data-row] >> text=A30');
    expect(complaints).toEqual([]);
    await page.close();
  },
);

test.skipIf(!there)('on a telephone no page of plays is wider than the screen, in either light', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, colorScheme });
    for (const path of ['', '/new', '/two-hours', '/two-hours/edit', '/two-hours/backtest']) {
      await page.goto(`${address}/plays${path}`);
      const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(wider, path).toBeLessThanOrEqual(0);
    }
    await page.close();
  }
});
