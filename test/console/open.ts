import type { Hono } from 'hono';
import { loadConfig } from '../../src/config/index.ts';
import { type ConsoleDeps, consoleRoutes } from '../../src/console/index.ts';
import { loadLabeller, openPeople, openPractices } from '../../src/conversation/index.ts';
import { openIngest } from '../../src/ingest/index.ts';
import { Bell, DAY, type Db, HOUR, ManualClock, MINUTE } from '../../src/platform/index.ts';
import { Rows } from '../insight/rows.ts';
import { plainTalks } from '../support/talks.ts';

export const NOW = Date.parse('2026-03-10T12:00:00Z');

/** A console over a store, at a clock that stands, with nothing forecast unless the test says so. */
export function openConsole(db: Db, more: Partial<ConsoleDeps> = {}) {
  const clock = new ManualClock(NOW);
  const bell = new Bell();
  const config = loadConfig({ BEFOREHAND_SANDBOX: '1', BEFOREHAND_TIME_ZONE: 'America/Chicago' });
  const ingest = openIngest(db, clock, [], async () => {});
  const people = openPeople({ db, clock, bell, ingest });
  const labeller = loadLabeller();
  const talks = plainTalks({ db, clock, bell, labeller });
  const practices = openPractices({ db, clock, labeller, model: null });
  const app = consoleRoutes({
    db,
    clock,
    bell,
    config,
    talks,
    replies: { read: async () => [] },
    people,
    practices,
    policy: {
      ...config,
      channels: new Map([
        ['sms', { reaches: 'phone' }],
        ['email', { reaches: 'email' }],
      ]),
    },
    forecastFor: async () => null,
    webhook: (request) => {
      throw new Error(`nobody said what ${request.url} answers`);
    },
    expectedOfCall: more.forecastFor ?? (async () => null),
    ...more,
  });
  return { app, clock, bell, people };
}

export async function get(app: Hono, path: string) {
  const response = await app.request(path);
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** Sends a form as a page of the console does. */
export async function post(
  app: Hono,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = { origin: 'http://localhost' },
) {
  const response = await app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** A week of a small airline: both arms, every rung, every status. */
export function aWeek(): Rows {
  const rows = new Rows(NOW);
  for (let i = 0; i < 60; i++) {
    const id = `P${i}`;
    rows.customer(id, { firstName: 'Ashley', lastName: `Park${i}`, phone: `+131255501${10 + i}` });
    const at = NOW - DAY - i * HOUR;
    const message = { subject: null, body: `Your flight ${i} departs later.` };
    if (i % 3 === 0) rows.held(id, at);
    else rows.outreach(id, at, { id: `sent-${i}`, status: i % 2 ? 'sent' : 'delivered', message });
    if (i % 3 ? i % 10 === 1 : i % 2) rows.contact(id, at + HOUR, { channel: i % 2 ? 'voice' : 'chat' });
    if (i % 7 === 0) rows.contact(id, at + HOUR, { reason: 'seat_request' });
  }
  const t = NOW - 3 * DAY;
  for (const status of ['planned', 'sending', 'expired', 'cancelled', 'failed', 'unknown'])
    rows.outreach('P1', t, { status, play: 'odd', reason: 'lost_item' });
  rows.outreach('P2', t, { status: 'suppressed', why: 'consent', play: 'odd', reason: 'lost_item' });
  rows.outreach('P3', NOW - MINUTE);
  rows.contact('P4', t, { reason: 'lost_item', offered: 'lost_item', taken: true });
  rows.contact('P5', t, { reason: 'lost_item', offered: 'seat_request', taken: false });
  rows.contact('P6', t, { reason: null });
  return rows;
}
