import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  evaluateForecast,
  type Forecaster,
  forecastAsOf,
  trainForecaster,
} from '../../src/forecast/index.ts';
import { DAY, type Db, HOUR, type Instant, iso, MINUTE } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { importText, NOW } from './history.ts';

let db: Db;
beforeEach(async () => {
  db = await testDb();
});
afterEach(() => db.close());

const COLUMNS = 'contact_id,customer_id,channel,reason,started_at,handle_seconds,resolved';
const START = Date.parse('2026-01-05T00:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'beforehand-extreme-'));
const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

function contact(i: number, customer: string, reason: string, at: Instant): string {
  return `k${i},${customer},voice,"${reason}",${iso(at)},60,true`;
}
function event(i: number, customer: string, name: string, at: Instant, properties: object): string {
  const timestamp = iso(at);
  return JSON.stringify({
    type: 'track',
    messageId: `m${i}`,
    userId: customer,
    event: name,
    timestamp,
    properties,
  });
}
const importContacts = (rows: string[]) => importText(db, 'contacts.csv', [COLUMNS, ...rows].join('\n'));
const importEvents = (rows: string[]) => importText(db, 'events.jsonl', rows.join('\n'));

/** The answers of `forecast --asof`, a row of figures for each question. */
async function asked(forecaster: Forecaster, rows: string[]): Promise<number[][]> {
  const [input, output] = [join(folder, 'asked.csv'), join(folder, 'answered.csv')];
  writeFileSync(input, ['customer_id,at', ...rows].join('\n'));
  await forecastAsOf({ db, forecaster, input, output });
  const [, ...lines] = readFileSync(output, 'utf8').trim().split('\n');
  return lines.map((line) => line.split(',').slice(2).map(Number));
}

test('a contact stamped 1970 does not stretch the time that contacts span', async () => {
  const rows = many(120, (i) => contact(i, `u${i % 20}`, i % 3 ? 'where' : 'price', START + i * 12 * HOUR));
  await importContacts([...rows, contact(120, 'u1', 'where', 0)]);
  const { report, model } = await trainForecaster({ db, now: NOW });
  expect(report).toMatchObject({ contacts: 121, warnings: [] });
  // Else every customer would seem to have been watched for half a century, and to get in touch next to never.
  expect(model.company.contactsSince).toBeGreaterThan(START - DAY);
  expect(report.moments).toBeGreaterThan(100);
  const { trainedUntil, testedOn, contact24h } = await evaluateForecast({ db, now: NOW });
  expect(trainedUntil - (START + Math.round(0.7 * 119 * 12) * HOUR)).toBeLessThan(DAY);
  expect(testedOn.contacts).toBe(36);
  expect(contact24h).not.toBeNull();
});

test('what is new after training is forecast from what is known, and a new reason counts as missed', async () => {
  const [first, until] = [START, START + 40 * DAY];
  const old = many(80, (i) => contact(i, `u${i % 20}`, i % 3 ? 'where' : 'price', first + i * 12 * HOUR));
  const since = many(40, (i) =>
    contact(100 + i, `u${i % 20}`, i % 2 ? 'a/b: 日本 😀' : '__proto__', until + i * 12 * HOUR),
  );
  await importContacts([...old, ...since]);
  await importEvents([
    ...many(200, (i) => event(i, `u${i % 20}`, 'Ordered', first + i * 4 * HOUR, { orderId: `O${i}` })),
    ...many(200, (i) =>
      event(500 + i, `u${i % 20}`, `New: a/b ${i}`, until + i * 2 * HOUR, {
        visitId: `V${i}`,
        amount: i % 2 ? 1e308 : -1e308,
        dueAt: iso(until + i * 2 * HOUR + DAY),
        mixed: [i, String(i), true, null, [i], { i }][i % 6],
      }),
    ),
  ]);
  const report = await evaluateForecast({ db, now: NOW, since: until });
  expect(report.unseenReasons).toEqual(['__proto__', 'a/b: 日本 😀']);
  expect(report.reason.model).toMatchObject({ hit1: 0, hit3: 0 });
  const { forecaster } = await trainForecaster({ db, now: NOW, until });
  const answers = await asked(
    forecaster,
    many(60, (i) => `u${i % 21},${iso(until + (60 - i) * HOUR)}`),
  );
  for (const [day = -1, week = -1, ...reasons] of answers) {
    expect(reasons.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    expect(day).toBeGreaterThan(0);
    expect(week).toBeGreaterThanOrEqual(day);
    expect(week).toBeLessThan(1);
  }
  await expect(asked(forecaster, ['u1,2026-02-01T00:00:00Z', 'a\0,2026-02-01T00:00:00Z'])).rejects.toThrow(
    /asked\.csv:3 customer_id holds a character that can't be stored/,
  );
});

/** 2 MB: a scan of all that was, for every question, would take minutes. */
test('a customer with 10,000 events is learned from and asked about a thousand times', async () => {
  await importEvents(
    many(10_000, (i) =>
      event(
        i,
        'big',
        ['Placed', 'Packed', 'Shipped', 'Delivered'][i % 4] as string,
        START + i * 10 * MINUTE,
        {
          orderId: `O${i >> 2}`,
          amount: i % 97,
          dueAt: iso(START + i * 10 * MINUTE + DAY),
        },
      ),
    ),
  );
  await importContacts(many(150, (i) => contact(i, 'big', i % 2 ? 'where' : 'price', START + i * 11 * HOUR)));
  const { forecaster } = await trainForecaster({ db, now: NOW });
  const begun = performance.now();
  const answers = await asked(
    forecaster,
    many(1000, (i) => `big,${iso(START + ((i * 61) % 1000) * HOUR)}`),
  );
  expect(performance.now() - begun).toBeLessThan(20_000);
  expect(answers).toHaveLength(1000);
});
