import { afterAll, beforeAll, expect, test } from 'vitest';
import { evaluateForecast, TrainingError, trainForecaster } from '../../src/forecast/index.ts';
import type { Db } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { importText, NOW } from './history.ts';

let db: Db;
beforeAll(async () => {
  db = await testDb();
});
afterAll(() => db.close());

const COLUMNS = 'contact_id,customer_id,channel,reason,started_at,handle_seconds,resolved';

test('with no contacts it says what to import', async () => {
  await expect(trainForecaster({ db, now: NOW })).rejects.toThrow(TrainingError);
  await expect(trainForecaster({ db, now: NOW })).rejects.toThrow(/import contacts\.csv/);
  await expect(evaluateForecast({ db, now: NOW })).rejects.toThrow(TrainingError);
});

test('one contact of one customer for one reason is little, and enough for an answer', async () => {
  await importText(db, 'contacts.csv', `${COLUMNS}\nc1,Ann,voice,opening_hours,2026-01-05T10:00:00Z,,\n`);
  const { forecaster, report } = await trainForecaster({ db, now: NOW });
  const { reasons, contact24h, contact7d, evidence } = forecaster.forecast([], NOW);
  expect(reasons).toEqual([{ reason: 'opening_hours', probability: 1 }]);
  expect(contact24h).toBeGreaterThan(0.1);
  expect(contact7d).toBeGreaterThan(contact24h);
  expect(evidence).toEqual([]);
  expect(report.warnings.join()).toMatch(/less than a week.*only one reason/);
  await expect(trainForecaster({ db, now: NOW, until: NOW - 3e10 })).rejects.toThrow(TrainingError);
});

test('everything at one instant can be trained on and tested on nothing after it', async () => {
  const rows = ['price', 'where', 'price'].map(
    (reason, i) => `d${i},Bob${i},chat,${reason},2026-01-05T10:00:00Z,,`,
  );
  await importText(db, 'contacts.csv', `${COLUMNS}\n${rows.join('\n')}\n`);
  const { forecaster } = await trainForecaster({ db, now: NOW });
  expect(forecaster.reasons).toEqual(['price', 'opening_hours', 'where']);
  const [first] = forecaster.forecast([], NOW).reasons;
  expect(first).toMatchObject({ reason: 'price', probability: expect.closeTo(0.5, 1) });
  await expect(evaluateForecast({ db, now: NOW })).rejects.toThrow(/no contacts before/);
  await expect(evaluateForecast({ db, now: NOW, since: NOW })).rejects.toThrow(/no contacts from/);
});

test('a few weeks of few contacts are evaluated without a fall', async () => {
  const rows = Array.from(
    { length: 30 },
    (_, i) =>
      `e${i},Cy${i % 3},chat,${i % 4 ? 'where' : 'price'},2026-0${i < 15 ? 1 : 2}-${10 + (i % 15)}T08:00:00Z,60,true`,
  );
  await importText(db, 'contacts.csv', `${COLUMNS}\n${rows.join('\n')}\n`);
  const report = await evaluateForecast({ db, now: NOW });
  expect(report.testedOn.contacts).toBeGreaterThan(3);
  expect(report.reason.model.logLoss).toBeLessThan(5);
  expect(report.contact7d?.model.logLoss).toBeLessThan(20);
});
