import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';
import { spoken } from '../voice/harness.ts';

let product: TestApp;
beforeAll(async () => {
  product = await testApp(await testDb());
  await product.clock('2026-03-01T12:00:00Z');
  for (const n of [1, 2, 3]) {
    await product.identify(`c${n}`, '2026-02-01T00:00:00Z', {
      firstName: 'Ashley',
      phone: `+1512555012${n}`,
    });
    await product.track(`c${n}`, 'Flight Booked', '2026-02-20T00:00:00Z', {
      tripId: `T${n}`,
      flight: 'BA101',
      destination: 'DEN',
      departsAt: '2026-03-01T18:05:00Z',
    });
  }
});
afterAll(async () => {
  await product.app.close();
});

const call = async (sid: string, from: string, ...said: Record<string, string>[]) => {
  const post = (path: string, more: Record<string, string>) =>
    product.app.request(path, {
      method: 'POST',
      body: new URLSearchParams({ CallSid: sid, From: from, CallStatus: 'in-progress', ...more }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  let heard = await spoken(await post('/voice/twiml', {}));
  for (const input of said) heard = await spoken(await post(heard.action ?? '', input));
  return heard;
};

test('who is recognised is answered after one step; the page tells it, and each figure opens its rows', async () => {
  for (const n of [1, 2, 3]) {
    expect((await call(`CA${n}`, `+1512555012${n}`, { SpeechResult: 'yes' })).says[0]).toMatch(
      /^Your flight BA101 to Denver/,
    );
  }
  await call('CA4', 'anonymous', { SpeechResult: 'flight status' });
  const page = async (path: string) =>
    (
      await product.app.request(path, {
        headers: { authorization: `Basic ${Buffer.from('sandbox:').toString('base64')}` },
      })
    ).text();
  const all = (await page('/dialogues')).replace(/\s+/g, ' ');
  const row = /<td>Phone<\/td><td>yes<\/td>.*?<\/tr>/i.exec(all.replaceAll('> <', '><'))?.[0] ?? all;
  expect(row).toMatch(/>3<\/a>.*>3<\/a>.*>1<\/td>/);
  const opened = await page('/dialogues?medium=voice&offered=no');
  expect(opened).toContain('data-total="1"');
  expect(opened).toContain('data-row="CA4"');
  expect(await page('/dialogues?medium=pigeon')).toMatch(/can&#39;t be read|can’t be read|can't be read/);
});
