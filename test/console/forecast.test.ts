import { existsSync } from 'node:fs';
import type { Hono } from 'hono';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Evaluation,
  evaluateForecast,
  evaluationDocument,
  keepEvaluation,
  saveForecaster,
  trainForecaster,
} from '../../src/forecast/index.ts';
import { type Db, writeSetting } from '../../src/platform/index.ts';
import { importText, NOW } from '../forecast/history.ts';
import { testDb } from '../support/database.ts';
import { get, openConsole } from './open.ts';

/** Forty contacts over two months, every fourth about the price, one about a refund. */
function contacts(): string {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const at = new Date(Date.UTC(2026, 0, 5 + Math.floor(1.5 * i), 8, i)).toISOString();
    return `k${i},C${i % 7},chat,${i === 3 ? 'refund' : i % 4 ? 'where_is_it' : 'price'},${at},60,true`;
  });
  return `contact_id,customer_id,channel,reason,started_at,handle_seconds,resolved\n${rows.join('\n')}\n`;
}

let db: Db;
let app: Hono;
let report: Evaluation;
beforeAll(async () => {
  db = await testDb();
  await importText(db, 'contacts.csv', contacts());
  report = await evaluateForecast({ db, now: NOW });
  const opened = openConsole(db);
  opened.clock.set(NOW);
  app = opened.app;
});
afterAll(() => db.close());

test('the page draws what the evaluation found, and its numbers open their contacts', async () => {
  await keepEvaluation(db, report, NOW);
  const { body, headers } = await get(app, '/forecast');
  expect(headers.get('content-security-policy')).toContain("style-src 'self'");
  expect(body).not.toMatch(/ style=|<script>|<style|undefined|NaN|\[object/);
  expect(body.match(/role="img"/g)).toHaveLength(4);
  const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(body).toContain('aria-current="page">Forecast');
  const figures = [...body.matchAll(/<a class="figure" href="([^"]+)">([\d,]+)<\/a>/g)];
  expect(figures.length).toBe(report.byReason.length);
  for (const [, href = '', value] of figures) {
    const opened = await get(app, href.replaceAll('&amp;', '&'));
    expect(/data-total="(\d+)"/.exec(opened.body)?.[1], href).toBe(value);
  }
});

test('the model in use tells what it was trained on, and its numbers open their contacts', async () => {
  expect((await get(app, '/forecast')).body).toContain('No model was trained yet.');
  const trained = await trainForecaster({ db, now: NOW });
  await saveForecaster(db, trained, NOW);
  const { body } = await get(app, '/forecast');
  const card = body.slice(body.indexOf('id="model"'));
  expect(card).toContain(`<code>${trained.forecaster.id}</code>`);
  expect(card).toContain(`Note: ${trained.report.warnings[0]}.`);
  const figures = [...card.matchAll(/<a class="figure" href="([^"]+)">([\d,]+)<\/a>/g)];
  expect(figures.length).toBe(1 + trained.report.reasons.length);
  for (const [, href = '', value] of figures) {
    const opened = await get(app, href.replaceAll('&amp;', '&'));
    expect(/data-total="(\d+)"/.exec(opened.body)?.[1], href).toBe(value);
  }
});

test('what another release kept in another form is as good as none', async () => {
  await writeSetting(db, 'evaluation', { at: NOW, report: { logLoss: 1 } });
  expect((await get(app, '/forecast')).body).toContain('Not evaluated yet.');
});

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
test.skipIf(!existsSync(executablePath))('the file is readable on a telephone, table by table', async () => {
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, offline: true });
    await page.setContent(evaluationDocument(report, 'Air'));
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await page.locator('svg[role=img]').count()).toBe(4);
  } finally {
    await browser.close();
  }
});
