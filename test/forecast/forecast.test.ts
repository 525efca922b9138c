import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadTimeline } from '../../src/customers/index.ts';
import {
  type Evaluation,
  evaluateForecast,
  type Forecaster,
  forecastAsOf,
  forecastRoutes,
  keepEvaluation,
  keptEvaluation,
  loadForecaster,
  renderEvaluation,
  saveForecaster,
  type Trained,
  trainForecaster,
} from '../../src/forecast/index.ts';
import { answerError, bucketOf, type Db, ManualClock, openLog } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { importAirline, NOW } from './history.ts';

let db: Db;
let trained: Trained;
const folder = mkdtempSync(join(tmpdir(), 'beforehand-forecast-'));
/** A customer of the slice with several contacts. */
const WHO = 'A0000007';

beforeAll(async () => {
  db = await testDb();
  await importAirline(db, 'A0001500');
  trained = await trainForecaster({ db, now: NOW });
}, 180_000);
afterAll(() => db.close());

test('training tells what it learned from, and the same history gives the same model', async () => {
  const { report } = trained;
  expect(report.contacts).toBeGreaterThan(500);
  expect(report.reasons[0]).toMatchObject({ reason: 'flight_status' });
  expect(report.warnings).toEqual([expect.stringContaining('fewer than 10 contacts')]);
  expect((await trainForecaster({ db, now: NOW })).model).toEqual(trained.model);
});

test('a stored forecaster says what the trained one said', async () => {
  expect(await loadForecaster(db)).toBeNull();
  await saveForecaster(db, trained, NOW);
  const loaded = await loadForecaster(db);
  expect(loaded?.report).toEqual(trained.report);
  const timeline = await loadTimeline(db, bucketOf(WHO), WHO);
  for (const { at } of timeline) {
    const forecast = trained.forecaster.forecast(timeline, at);
    expect(loaded?.forecaster.forecast(timeline, at)).toEqual(forecast);
    expect(forecast.reasons.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    expect(forecast.contact7d).toBeGreaterThanOrEqual(forecast.contact24h);
  }
});

test('the model beats the base rate and the last reason on what it has not seen', async () => {
  const progress: string[] = [];
  const report = await evaluateForecast({ db, now: NOW, onProgress: ({ phase }) => progress.push(phase) });
  const { model, baseRate, lastReason } = report.reason;
  expect(model.hit1).toBeGreaterThan(2 * Math.max(baseRate.hit1, lastReason.hit1));
  expect(model.logLoss).toBeLessThan(0.65 * Math.min(baseRate.logLoss, lastReason.logLoss));
  for (const within of ['contact24h', 'contact7d'] as const) {
    const scores = report[within] as NonNullable<Evaluation['contact7d']>;
    expect(scores.model.logLoss).toBeLessThan(scores.baseRate.logLoss);
    expect(scores.model.logLoss).toBeLessThan(scores.lastReason.logLoss);
    expect(scores.model.auc).toBeGreaterThan(0.8);
    expect(scores.model.ece).toBeLessThan(0.03);
  }
  expect(report.coverage.map(({ threshold }) => threshold)).toEqual(
    Array.from({ length: 16 }, (_, i) => (20 + 5 * i) / 100),
  );
  const named = report.byReason.reduce((sum, { contacts, hit1 }) => sum + contacts * hit1, 0);
  expect(named / report.testedOn.contacts).toBeCloseTo(model.hit1, 9);
  const sure = report.coverage.find(({ threshold }) => threshold === 0.8);
  expect(sure?.precision).toBeGreaterThan(0.8);
  expect(new Set(progress)).toEqual(new Set(['looking', 'reading', 'reasons', 'contacts', 'testing']));
  const text = renderEvaluation(report);
  expect(text).toMatch(/log loss +0\.\d{4} +\d\.\d{4} +\d\.\d{4}/);
  expect(text).toMatch(/\n {2}0\.90 .*\n {2}0\.95 /);
  await keepEvaluation(db, report, NOW);
  expect(await keptEvaluation(db)).toEqual({ at: NOW, report });
  expect(text.split('\n').every((line) => line.length < 120)).toBe(true);
});

test('a file of questions is answered row by row, in its own order, with its own columns', async () => {
  const [input, output] = [join(folder, 'asked.csv'), join(folder, 'answered.csv')];
  const rows = [
    `"x, y",${WHO},2026-02-25T04:52:32Z`,
    'z,nobody,2026-02-25T04:52:32Z',
    `w,${WHO},2026-01-17T00:00:00+01:00`,
  ];
  writeFileSync(input, `note,customer_id,at\n${rows.join('\n')}\n`);
  const report = await forecastAsOf({ db, forecaster: trained.forecaster, input, output });
  expect(report).toEqual({ rows: 3, unknownCustomers: 1 });
  const [header, ...lines] = readFileSync(output, 'utf8').trim().split('\n');
  const reasons = trained.forecaster.reasons.map((reason) => `reason:${reason}`);
  expect(header).toBe(['note,customer_id,at,p_contact_24h,p_contact_7d', ...reasons].join(','));
  expect(lines.map((line, i) => line.startsWith(`${rows[i]},`))).toEqual([true, true, true]);
  for (const line of lines) {
    const shares = line.split(',').slice(-reasons.length).map(Number);
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
  }
});

test.each([
  ['customer_id,when\nA,2026-01-01T00:00:00Z', /asked\.csv:1 lacks the column at/],
  ['customer_id,at\nA,2026-01-01T00:00:00Z\nB,yesterday', /asked\.csv:3 at "yesterday" is not an ISO/],
  ['customer_id,at\nA,2026-01-01T00:00:00Z,more', /asked\.csv:2 has 3 fields where the header names 2/],
  ['customer_id,at\n,2026-01-01T00:00:00Z', /asked\.csv:2 has no customer_id/],
  ['', /asked\.csv:1 is empty/],
  ['customer_id,at\n"A,2026-01-01T00:00:00Z', /asked\.csv.*quote/i],
])('a bad file is refused by line and leaves nothing behind: %j', async (text, message) => {
  const bad = mkdtempSync(join(tmpdir(), 'beforehand-bad-'));
  writeFileSync(join(bad, 'asked.csv'), text);
  const answer = forecastAsOf({
    db,
    forecaster: trained.forecaster,
    input: join(bad, 'asked.csv'),
    output: join(bad, 'out.csv'),
  });
  await expect(answer).rejects.toThrow(message);
  expect(readdirSync(bad)).toEqual(['asked.csv']);
});

test('over HTTP a customer is forecast at an instant or now; without a model it says what to do', async () => {
  let inUse: Forecaster | null = null;
  const app = forecastRoutes({ db, clock: new ManualClock(NOW), forecaster: async () => inUse });
  app.onError(answerError(openLog('silent')));
  const missing = await app.request(`/v1/customers/${WHO}/forecast`);
  expect(missing.status).toBe(503);
  expect(await missing.json()).toMatchObject({ mend: 'run beforehand train' });
  inUse = trained.forecaster;
  const now = await app.request(`/v1/customers/${WHO}/forecast`);
  expect(await now.json()).toMatchObject({ at: '2026-03-30T00:00:00.000Z' });
  const then = await app.request(`/v1/customers/${WHO}/forecast?at=2026-02-25T04:52:32.394Z`);
  const told = (await then.json()) as {
    reasons: { reason: string }[];
    evidence: string[];
    contact7d: number;
  };
  expect(told.reasons[0]?.reason).toBe('seat_request');
  expect(told.contact7d).toBeGreaterThan(0.1);
  expect(told.evidence.join('; ')).toMatch(/departure in \d/);
  expect((await app.request(`/v1/customers/${WHO}/forecast?at=soon`)).status).toBe(400);
  expect((await app.request('/v1/customers/nobody/forecast')).status).toBe(404);
});
