import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { press, say, there, until, usePhone } from './phone-browser.ts';

const phone = usePhone();
const lastSaid = (page: Page) => page.locator('#transcript .us').last().textContent();
const contactsOf = async (customerId: string) =>
  phone.rows<Record<string, unknown>>(
    'select reason, offered_reason, offer_taken, resolved, handle_seconds from contacts where customer_id = $1 order by started_at, id',
    [customerId],
  );

test.skipIf(!there)(
  'Ashley is found, calls, says yes, hears of her flight, hangs up, and it is recorded',
  async () => {
    const { page, complaints } = await phone.open();
    await page.getByRole('searchbox').fill('ash');
    await page.waitForSelector('#callers:not(:has-text("Beatriz"))');
    expect(await page.locator('#callers').textContent()).toMatch(
      /Asher Nguyen.*no number.*Ashley Moore|Ashley Moore/,
    );
    await page.getByRole('radio', { name: /Ashley Moore/ }).check();
    await press(page, 'Call');
    await until(page, 'listening');
    expect(await page.locator('#transcript').textContent()).toMatch(/Hello Ashley.*flight/);
    expect(await page.locator('#handset-heading').textContent()).toBe('Ashley Moore, +15125550177');
    await say(page, 'Yes, please');
    await page.waitForSelector('#transcript .us >> text=US1326');
    expect(await page.locator('#transcript').textContent()).toMatch(/Denver.*6:05 PM/);
    await press(page, 'Hang up');
    await until(page, 'idle');
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
    const { page, complaints } = await phone.open('/phone?customer=K1');
    await page.getByRole('button', { name: 'Call', exact: true }).press('Enter');
    await until(page, 'listening');
    await press(page, '2');
    await page.waitForSelector('#transcript .them >> text=presses 2');
    await page.waitForSelector('#transcript .us:nth-child(3)');
    expect(await lastSaid(page)).toMatch(/press 1/);
    await press(page, 'Say nothing');
    await page.waitForSelector('#transcript .us:nth-child(5)');
    await until(page, 'listening');
    await page.getByRole('button', { name: 'Hang up' }).focus();
    await page.keyboard.press('0');
    await until(page, 'queued');
    expect(await page.locator('#transcript .note').last().textContent()).toContain('queue “beforehand”');
    expect(await page.getByLabel('What the caller says').isDisabled()).toBe(true);
    await press(page, 'Hang up');
    await until(page, 'idle');
    expect((await contactsOf('K1')).at(-1)).toMatchObject({ offer_taken: false });
    expect(complaints).toEqual([]);
    await page.close();
  },
);

test.skipIf(!there)('withheld or typed: nobody is known, nothing is told, no contact is made', async () => {
  const before = await phone.rows('select id from contacts');
  const { page, complaints } = await phone.open();
  for (const number of [null, '+1 312 555 0144']) {
    if (number === null) await page.getByLabel('Number withheld').check();
    else await page.getByLabel('The other number').fill(number);
    await press(page, 'Call');
    await until(page, 'listening');
    const greeting = await page.locator('#transcript').textContent();
    expect(greeting).not.toMatch(/Ashley|US1326/);
    await press(page, 'Hang up');
    await until(page, 'idle');
  }
  expect(await phone.rows('select id from contacts')).toEqual(before);
  expect(complaints).toEqual([]);
  await page.close();
});

test.skipIf(!there)(
  'who leaves the page has hung up; a webhook that fails ends the call with its words',
  async () => {
    const { page } = await phone.open('/phone?customer=K1');
    await press(page, 'Call');
    await until(page, 'listening');
    const [{ count } = { count: 0 }] = await phone.rows<{ count: number }>(
      'select count(*)::int as count from dialogues where ended_at is null',
    );
    await page.goto(phone.address('/customers'));
    await expect
      .poll(async () => {
        const [row] = await phone.rows<{ count: number }>(
          'select count(*)::int as count from dialogues where ended_at is null',
        );
        return row?.count;
      })
      .toBe(count - 1);
    await page.goto(phone.address('/phone'));
    await page.route('**/phone/webhook**', (route) =>
      route.fulfill({
        json: { path: '/voice/twiml', status: 503, signed: false, body: '{"error":"no token"}' },
      }),
    );
    await page.getByLabel('Number withheld').check();
    await press(page, 'Call');
    await page.waitForSelector('#transcript >> text=The webhook failed (503)');
    await until(page, 'idle');
    await page.close();
  },
);

test.skipIf(!there)(
  'on a telephone it is no wider than the screen, in either light, idle and in a call',
  async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await phone.open('/phone', { viewport: { width: 390, height: 844 }, colorScheme });
      const wider = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(await wider()).toBeLessThanOrEqual(0);
      await press(page, 'Call');
      await until(page, 'listening');
      await say(page, 'What is my flight status?');
      await page.waitForSelector('#transcript .us >> text=US1326');
      await page.locator('#webhooks summary').first().click();
      expect(await wider()).toBeLessThanOrEqual(0);
      await page.close();
    }
  },
);

test.skipIf(!there)(
  'a call that a play placed is answered here, and told once it is known who took it',
  async () => {
    const post = async (path: string, body: unknown) => {
      const response = await fetch(phone.address(path), {
        method: 'POST',
        headers: { authorization: 'Bearer sandbox', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(await response.json(), path).not.toHaveProperty('error');
    };
    const message = {
      subject: '-',
      happened: 'Your flight {{ facts.flight }} leaves at {{ milestones.departure | time }}.',
      done: 'Your booking has moved with it.',
      todo: 'You need not do anything.',
      verify: 'We never ask for payment on the telephone.',
    };
    await post('/v1/plays', {
      ...{ id: 'call-first', name: 'Call', reason: 'flight_status', purpose: 'service', holdout: 0 },
      trigger: { kind: 'milestone', subject: 'trip', milestone: 'departure', offset: '-PT2H' },
      ...{ expires: 'PT0S', tolerance: 'PT10M', unlessContacted: null, channels: ['voice'], message },
      variants: [{ channel: 'voice', message }],
    });
    await post('/v1/plays/call-first/launch', {});
    await post('/v1/clock', { now: '2026-03-24T21:06:00Z' });
    const { page, complaints } = await phone.open();
    await page.getByRole('radio', { name: /Flight status K1/ }).check();
    await press(page, 'Call');
    await until(page, 'listening');
    expect(await page.locator('#transcript .us').allTextContents()).toEqual([
      expect.stringMatching(/Am I speaking with Kim\?$/),
    ]);
    await say(page, 'yes');
    await page.waitForSelector('#transcript .us >> text=US1326 leaves at 6:05 PM');
    await press(page, 'Hang up');
    await until(page, 'idle');
    expect(
      await phone.rows("select status from outreach where play_id = 'call-first' and customer_id = 'K1'"),
    ).toEqual([{ status: 'delivered' }]);
    await page.reload();
    expect(await page.getByRole('radio', { name: /Flight status K1/ }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  },
);
