import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  evaluateForecast,
  forecastAsOf,
  forecastRoutes,
  openCurrentForecaster,
  saveForecaster,
  type Trained,
  trainForecaster,
} from '../../src/forecast/index.ts';
import { DAY, type Db, HOUR, iso, ManualClock } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { importText, NOW } from './history.ts';

let db: Db;
let trained: Trained;
const BEGIN = NOW - 140 * DAY;
const COLUMNS = 'contact_id,customer_id,channel,reason,started_at,handle_seconds,resolved';

/** A number in [0, 1) that hangs on nothing but these three (Knuth's multiplicative hashing, twice over). */
function chance(a: number, b: number, c: number): number {
  const mixed = Math.imul(Math.imul(a * 131 + b * 7919 + c * 104729, 2654435761) ^ 0x9e3779b9, 2246822519);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

/** Every other fortnight half as many contacts come, and what they are about changes from fortnight to fortnight. */
beforeAll(async () => {
  db = await testDb();
  const lines: string[] = [];
  for (let day = 0; day < 140; day++)
    for (let who = 0; who < 300; who++) {
      const fortnight = Math.floor(day / 14);
      if (chance(who, day, 1) >= (fortnight % 2 ? 0.02 : 0.04)) continue;
      const reason =
        chance(who, day, 2) < 0.7 ? `about ${fortnight % 3}` : `about ${Math.floor(chance(who, day, 3) * 3)}`;
      const at = iso(BEGIN + day * DAY + Math.floor(chance(who, day, 4) * 24) * HOUR + 60_000);
      lines.push(`c${day}-${who},K${who},chat,${reason},${at},300,true`);
    }
  await importText(db, 'contacts.csv', `${COLUMNS}\n${lines.join('\n')}\n`);
  trained = await trainForecaster({ db, now: NOW });
}, 180_000);
afterAll(() => db.close());

test('what the company contacts about of late, and how much, is forecast and calibrated', async () => {
  const { reason, contact24h, contact7d } = await evaluateForecast({ db, now: NOW });
  expect(reason.model.hit1).toBeGreaterThan(0.6);
  expect(reason.baseRate.hit1).toBeLessThan(0.5);
  expect(reason.model.ece).toBeLessThan(0.06);
  expect(contact24h?.model.ece).toBeLessThan(0.01);
  expect(contact7d?.model.ece).toBeLessThan(0.04);
  expect(contact24h?.model.logLoss).toBeLessThan(contact24h?.baseRate.logLoss ?? 0);
});

test('a live forecast is that of a file of questions, and says what it was made from', async () => {
  await saveForecaster(db, trained, NOW);
  const at = NOW - 3 * DAY + 25 * 60_000;
  const folder = mkdtempSync(join(tmpdir(), 'beforehand-pulse-'));
  const [input, output] = [join(folder, 'asked.csv'), join(folder, 'answered.csv')];
  writeFileSync(input, `customer_id,at\nK7,${iso(at)}\nnobody,${iso(at)}\n`);
  await forecastAsOf({ db, forecaster: trained.forecaster, input, output });
  const [header = '', first = ''] = readFileSync(output, 'utf8').split('\n');
  const routes = forecastRoutes({ db, clock: new ManualClock(NOW), forecaster: openCurrentForecaster(db) });
  const answer = await routes.request(`/v1/customers/K7/forecast?at=${iso(at)}`);
  const { contact24h, reasons, evidence } = (await answer.json()) as {
    contact24h: number;
    reasons: { reason: string; probability: number }[];
    evidence: string[];
  };
  const cells = new Map(header.split(',').map((name, i) => [name, Number(first.split(',')[i])]));
  expect(contact24h).toBeCloseTo(cells.get('p_contact_24h') as number, 6);
  for (const { reason, probability } of reasons)
    expect(probability).toBeCloseTo(cells.get(`reason:${reason}`) as number, 6);
  expect(evidence).toContain(`many customers have contacted about ${reasons[0]?.reason} of late`);
});

test('in the same hour contacts are counted once, in the next anew, and long before the first nothing is known', async () => {
  const forecaster = openCurrentForecaster(db);
  const now = NOW + 30 * 60_000;
  const of = async (at: number) => (await forecaster(at))?.forecast([], at);
  const before = await of(now);
  await importText(
    db,
    'contacts.csv',
    `${COLUMNS}\n${Array.from({ length: 60 }, (_, i) => `n${i},N${i},chat,about 1,${iso(NOW + 60_000)},,`).join('\n')}\n`,
  );
  expect(await of(now)).toEqual(before);
  const after = await of(now + HOUR);
  const likely = (forecast: typeof before) =>
    forecast?.reasons.find(({ reason }) => reason === 'about 1')?.probability ?? 0;
  expect(likely(after)).toBeGreaterThan(likely(before) + 0.1);
  for (const at of [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T00:00:00Z')])
    expect(likely(await of(at))).toBeGreaterThan(0.1);
});
