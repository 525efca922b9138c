import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const there = existsSync(executablePath);
if (!there)
  process.stderr.write(`The browser test of calls is left out: there is no Chromium at ${executablePath}.\n`);

let db: Db;
let browser: Browser;
let server: ServerType;
let product: TestApp;
let address: string;

beforeAll(async () => {
  if (!there) return;
  db = await testDb();
  product = await testApp(db);
  await product.clock('2026-03-20T08:00:00Z');
  const people = [
    ['A1', 'Ashley', 'Moore', '+1 512 555 0177'],
    ['A2', 'Asher', 'Nguyen', null],
    ['B1', 'Beatriz', 'Romero', '+1 512 555 0178'],
    ['K1', 'Kim', 'Bauer', '+1 512 555 0179'],
  ] as const;
  for (const [id, firstName, lastName, phone] of people)
    await product.identify(id, '2026-03-20T08:00:00Z', { firstName, lastName, ...(phone && { phone }) });
  const fly = (id: string, event: string, at: string, departsAt: string) =>
    product.track(id, event, at, { tripId: `${id}-T`, flight: 'US1326', destination: 'DEN', departsAt });
  for (const id of ['A1', 'K1'])
    await fly(id, 'Flight Booked', '2026-03-24T01:00:00Z', '2026-03-24T22:00:00Z');
  await product.clock('2026-03-24T18:00:00Z');
  for (const id of ['A1', 'K1'])
    await fly(id, 'Flight Delayed', '2026-03-24T18:00:00Z', '2026-03-24T23:05:00Z');
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

/** The page of the telephone, and whatever it complains about. */
async function openPhone(path = '/phone'): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address + path);
  return { page, complaints };
}

const listening = (page: Page) => page.waitForSelector('#phone[data-state=listening]');
const idle = (page: Page) => page.waitForSelector('#phone[data-state=idle]');
const lastSaid = (page: Page) => page.locator('#transcript .us').last().textContent();
const contactsOf = async (customerId: string) =>
  db.query<Record<string, unknown>>(
    'select reason, offered_reason, offer_taken, resolved, handle_seconds from contacts where customer_id = $1 order by started_at, id',
    [customerId],
  );

test.skipIf(!there)(
  'Ashley is found, calls, says yes, hears of her flight, hangs up, and it is recorded',
  async () => {
    const { page, complaints } = await openPhone();
    await page.getByRole('searchbox').fill('ash');
    await page.waitForSelector('#callers:not(:has-text("Beatriz"))');
    expect(await page.locator('#callers').textContent()).toMatch(
      /Asher Nguyen.*no number.*Ashley Moore|Ashley Moore/,
    );
    await page.getByRole('radio', { name: /Ashley Moore/ }).check();
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await listening(page);
    expect(await page.locator('#transcript').textContent()).toMatch(/Hello Ashley.*flight/);
    expect(await page.locator('#handset-heading').textContent()).toBe('Ashley Moore, +15125550177');
    await page.getByLabel('What the caller says').fill('Yes, please');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#transcript .us >> text=US1326');
    expect(await page.locator('#transcript').textContent()).toMatch(/Denver.*6:05 PM/);
    await page.getByRole('button', { name: 'Hang up' }).click();
    await idle(page);
    expect(await contactsOf('A1')).toEqual([
      {
        reason: 'flight_status',
        offered_reason: 'flight_status',
        offer_taken: true,
        resolved: true,
        handle_seconds: expect.any(Number),
      },
    ]);
    const folds = page.locator('#webhooks details');
    expect(await folds.count()).toBe(3);
    await folds.nth(1).locator('summary').click();
    expect(await folds.nth(1).innerText()).toMatch(/SpeechResult=Yes, please[\s\S]*<Gather [^>]*step=2/);
    await page.getByRole('link', { name: 'See the contacts' }).click();
    await page.waitForSelector('tr[data-row] >> text=Flight status');
    expect(complaints).toEqual([]);
    await page.close();
  },
);

test.skipIf(!there)(
  'by keys alone: no to the offer, the menu, silence, and the way to a person',
  async () => {
    const { page, complaints } = await openPhone('/phone?customer=K1');
    await page.getByRole('button', { name: 'Call', exact: true }).press('Enter');
    await listening(page);
    await page.getByRole('button', { name: '2', exact: true }).click();
    await page.waitForSelector('#transcript .them >> text=presses 2');
    await page.waitForSelector('#transcript .us:nth-child(3)');
    expect(await lastSaid(page)).toMatch(/press 1/);
    await page.getByRole('button', { name: 'Say nothing' }).click();
    await page.waitForSelector('#transcript .us:nth-child(5)');
    await listening(page);
    await page.getByRole('button', { name: 'Hang up' }).focus();
    await page.keyboard.press('0');
    await page.waitForSelector('#phone[data-state=queued]');
    expect(await page.locator('#transcript .note').last().textContent()).toContain('queue “beforehand”');
    expect(await page.getByLabel('What the caller says').isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Hang up' }).click();
    await idle(page);
    expect((await contactsOf('K1')).at(-1)).toMatchObject({ offer_taken: false });
    expect(complaints).toEqual([]);
    await page.close();
  },
);

test.skipIf(!there)('withheld or typed: nobody is known, nothing is told, no contact is made', async () => {
  const before = await db.query('select id from contacts');
  const { page, complaints } = await openPhone();
  for (const number of [null, '+1 312 555 0144']) {
    if (number === null) await page.getByLabel('Number withheld').check();
    else await page.getByLabel('The other number').fill(number);
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await listening(page);
    const greeting = await page.locator('#transcript').textContent();
    expect(greeting).not.toMatch(/Ashley|US1326/);
    await page.getByRole('button', { name: 'Hang up' }).click();
    await idle(page);
  }
  expect(await db.query('select id from contacts')).toEqual(before);
  expect(complaints).toEqual([]);
  await page.close();
});

test.skipIf(!there)(
  'who leaves the page has hung up; a webhook that fails ends the call with its words',
  async () => {
    const { page } = await openPhone('/phone?customer=K1');
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await listening(page);
    const [{ count } = { count: 0 }] = await db.query<{ count: number }>(
      'select count(*)::int as count from calls where ended_at is null',
    );
    await page.goto(`${address}/customers`);
    await expect
      .poll(async () => {
        const [row] = await db.query<{ count: number }>(
          'select count(*)::int as count from calls where ended_at is null',
        );
        return row?.count;
      })
      .toBe(count - 1);
    await page.goto(`${address}/phone`);
    await page.route('**/phone/webhook**', (route) =>
      route.fulfill({
        json: { path: '/voice/twiml', status: 503, signed: false, body: '{"error":"no token"}' },
      }),
    );
    await page.getByLabel('Number withheld').check();
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.waitForSelector('#transcript >> text=The webhook failed (503)');
    await idle(page);
    await page.close();
  },
);

test.skipIf(!there)(
  'on a telephone it is no wider than the screen, in either light, idle and in a call',
  async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 390]) {
        const page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme });
        await page.goto(`${address}/phone`);
        const shoot = async (name: string) => {
          const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          expect(wider, name).toBeLessThanOrEqual(0);
          if (process.env.SHOTS)
            await page.screenshot({
              path: `${process.env.SHOTS}/${name}-${width}-${colorScheme}.png`,
              fullPage: true,
            });
        };
        await shoot('idle');
        await page.getByRole('button', { name: 'Call', exact: true }).click();
        await listening(page);
        await page.getByLabel('What the caller says').fill('What is my flight status?');
        await page.getByRole('button', { name: 'Say', exact: true }).click();
        await page.waitForSelector('#transcript .us >> text=US1326');
        await listening(page);
        await page.locator('#webhooks summary').first().click();
        await shoot('call');
        await page.close();
      }
    }
  },
);
