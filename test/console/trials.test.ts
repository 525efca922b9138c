import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { playSchema, savePlay } from '../../src/outreach/index.ts';
import { type Db, ManualClock } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { aWeek, get, NOW, openConsole, post } from './open.ts';

const SHIPPED = JSON.parse(readFileSync('plays/flight-status.json', 'utf8'));
const ASSUMED = {
  since: '',
  withinHours: '48',
  deflection: '50',
  costPerMessage: '0.05',
  costPerMinute: '1',
};
let db: Db;
let empty: Db;
beforeAll(async () => {
  [db, empty] = await Promise.all([testDb(), testDb()]);
  await aWeek().save(db);
  const clock = new ManualClock(NOW);
  for (const store of [db, empty]) await savePlay({ db: store, clock }, playSchema.parse(SHIPPED));
  await savePlay({ db, clock }, playSchema.parse({ ...SHIPPED, id: 'other', name: 'Another' }));
});
afterAll(() => Promise.all([db.close(), empty.close()]));

const trial = (app: Hono) => get(app, '/fragments/plays/flight-status/backtest').then(({ body }) => body);
const run = (app: Hono, play = 'flight-status', typed = {}) =>
  post(app, `/plays/${play}/backtest`, { ...ASSUMED, ...typed });

test('what a trial assumes can be changed, within reason', async () => {
  const { app } = openConsole(db);
  expect((await get(app, '/plays/flight-status/backtest?done=created')).body).toContain('Saved as a draft');
  const refused = await run(app, 'flight-status', { deflection: '120', withinHours: 'two', since: '31.12.' });
  expect(refused.status).toBe(400);
  for (const words of ['is out of range', 'write a number', 'write a day such as', 'value="120"'])
    expect(refused.body).toContain(words);
});

test('it runs beside the pages, one at a time, and is shown when it is done', async () => {
  const { app } = openConsole(db);
  expect((await run(app)).headers.get('location')).toBe('/plays/flight-status/backtest');
  expect(await trial(app)).toMatch(/hx-trigger="every 1s"[\s\S]*<progress/);
  expect((await get(app, '/plays/other/backtest')).body).toContain('is running; there is one at a time');
  await expect.poll(() => trial(app), { timeout: 60_000 }).toContain('Customers reached');
  expect(await trial(app)).not.toContain('every 1s');
  const { body } = await get(app, '/plays/flight-status/backtest?rows=unneeded');
  expect(body).toContain('id="messages" data-total="0"');
  expect((await get(app, '/plays/flight-status/backtest?page=x')).status).toBe(400);
});

test('what the history lacks is told', async () => {
  const { app } = openConsole(empty);
  await run(app);
  await expect.poll(() => trial(app)).toContain('there are no contacts to test a play on');
});

test('it ends on request, and when the service stops', async () => {
  const stopping = new AbortController();
  const { app } = openConsole(db, { stopping: stopping.signal });
  for (const end of [
    () => post(app, '/plays/flight-status/backtest/stop', {}),
    async () => stopping.abort(),
  ]) {
    await run(app);
    expect(await trial(app)).toContain('<progress');
    await end();
    await expect.poll(() => trial(app)).not.toMatch(/<progress|Customers reached|role="alert"/);
  }
});
