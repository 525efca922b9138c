import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Figure, listContacts, listOutreach, type Overview, overview } from '../../src/insight/index.ts';
import { DAY, type Db, HOUR, MINUTE } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { Rows } from './rows.ts';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const PERIOD = { since: NOW - 7 * DAY, until: NOW };
let db: Db;
let rows: Rows;
beforeEach(async () => {
  db = await testDb();
  rows = new Rows(NOW);
});
afterEach(() => db.close());

async function opened(figure: Figure): Promise<string[]> {
  const all = { most: 1000, skip: 0 };
  const { filter, rows: kind } = figure.opens;
  const list =
    kind === 'contacts' ? await listContacts(db, filter, all) : await listOutreach(db, filter, all);
  expect(list.total).toBe(list.rows.length);
  return list.rows.map((row) => row.id).sort();
}

/** Every figure of the overview, wherever it stands. */
function figuresIn(value: unknown): Figure[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('opens' in value) return [value as Figure];
  return Object.values(value).flatMap(figuresIn);
}

async function expectEveryFigureOpensItsRows(found: Overview): Promise<void> {
  const figures = figuresIn(found);
  expect(figures.length).toBeGreaterThan(20);
  for (const figure of figures)
    expect(await opened(figure), JSON.stringify(figure.opens)).toHaveLength(figure.value);
}

test('a contact stands on one rung, by what was offered and what had reached the customer', async () => {
  const t = NOW - DAY;
  rows.contact('a', t, { id: 'plain' });
  rows.contact('b', t, { id: 'taken', offered: 'flight_status', taken: true });
  rows.contact('b', t, { id: 'taken-unknown', reason: null, offered: 'flight_status', taken: true });
  rows.contact('c', t, { id: 'not-taken', offered: 'seat_request', taken: false });
  rows.contact('c', t, { id: 'hung-up', offered: 'flight_status' });
  rows.contact('c', t, { id: 'taken-but-other', offered: 'seat_request', taken: true });
  rows.outreach('d', t, { id: 'reached' });
  rows.contact('d', t + HOUR, { id: 'after' });
  rows.contact('d', t - MINUTE, { id: 'before' });
  rows.contact('d', t + 7 * HOUR + 1, { id: 'long-after' });
  rows.contact('d', t + HOUR, { id: 'about-else', reason: 'seat_request' });
  rows.outreach('e', t, { status: 'failed' });
  rows.contact('e', t + HOUR, { id: 'never-arrived' });
  rows.contact('a', NOW - 8 * DAY, { id: 'too-old' });
  rows.contact('a', NOW + 1, { id: 'to-come' });
  rows.contact('a', t, { id: 'nobody-knows', reason: null });
  await rows.save(db);
  const found = await overview(db, PERIOD);
  const { reasons, total, offers } = found.ladder;
  const flight = reasons.find((row) => row.reason === 'flight_status');
  if (!flight) throw new Error('flight_status is not on the ladder');
  expect(await opened(flight.reactive)).toEqual(['before', 'long-after', 'never-arrived', 'plain']);
  expect(await opened(flight.offered)).toEqual(['taken', 'taken-unknown']);
  expect(await opened(flight.missed)).toEqual(['hung-up', 'not-taken', 'taken-but-other']);
  expect(await opened(flight.anyway)).toEqual(['after']);
  expect(await opened(flight.reached)).toEqual(['reached']);
  expect(await opened(flight.reachedAnyway)).toEqual(['reached']);
  expect(reasons.map((row) => [row.reason, row.contacts.value])).toEqual([
    ['flight_status', 10],
    ['seat_request', 1],
    [null, 1],
  ]);
  expect([total.contacts.value, total.reached.value]).toEqual([12, 1]);
  expect(await opened(offers.made)).toEqual([
    'hung-up',
    'not-taken',
    'taken',
    'taken-but-other',
    'taken-unknown',
  ]);
  expect(await opened(offers.right)).toEqual(['hung-up', 'taken', 'taken-unknown']);
  expect(await opened(offers.taken)).toEqual(['taken', 'taken-unknown']);
  expect(offers.precision).toBe(0.6);
  await expectEveryFigureOpensItsRows(found);
});

test('contacts avoided: outreach whose window is over, both arms alike, from the decision on', async () => {
  const t = NOW - DAY;
  for (let i = 0; i < 40; i++) {
    rows.outreach(`t${i}`, t);
    if (i < 4) rows.contact(`t${i}`, t + HOUR);
    if (i < 2) rows.contact(`t${i}`, t + HOUR, { reason: 'seat_request' });
  }
  for (let i = 0; i < 20; i++) {
    rows.held(`h${i}`, t);
    if (i < 10) rows.contact(`h${i}`, t + 7 * HOUR);
    if (i < 10) rows.contact(`h${i}`, t + 2 * HOUR);
    // Neither before the decision nor after the window.
    if (i >= 10) rows.contact(`h${i}`, t - 1);
    if (i >= 10) rows.contact(`h${i}`, t + 7 * HOUR + 1);
  }
  rows.outreach('open', NOW - HOUR);
  rows.contact('open', NOW - MINUTE);
  rows.held('open-held', NOW - HOUR);
  rows.outreach('quiet', t, { status: 'suppressed', why: 'quiet_hours' });
  rows.outreach('planned', t, { status: 'planned' });
  await rows.save(db);
  const found = await overview(db, PERIOD);
  const [effect] = found.effects;
  if (!effect?.about || !effect.other) throw new Error('no comparison');
  const { treated, holdout } = effect.arms;
  expect([treated.units.value, treated.open.value, treated.about.value, treated.other.value]).toEqual([
    40, 1, 4, 2,
  ]);
  expect([holdout.units.value, holdout.open.value, holdout.about.value]).toEqual([20, 1, 10]);
  expect(effect.about.per100.difference).toBeCloseTo(40, 9);
  expect(effect.about.contacts.avoided).toBeCloseTo(16, 9);
  expect(effect.other.contacts.avoided).toBeCloseTo(-2, 9);
  expect(found.about.contacts?.avoided).toBeCloseTo(16, 9);
  expect(found.parting.treated.at(-1)?.per100).toBeCloseTo(10, 9);
  expect(found.parting.holdout.at(-1)?.per100).toBeCloseTo(50, 9);
  await expectEveryFigureOpensItsRows(found);
});

test('a holdout that changed between versions, and a rate that drifted, are no effect', async () => {
  // Nobody is helped: 5 in 100 contact while 10 % are held out, then 20 in 100 while half are.
  for (const { version, at, held, one } of [
    { version: 1, at: NOW - 5 * DAY, held: 100, one: 20 },
    { version: 2, at: NOW - 2 * DAY, held: 500, one: 5 },
  ])
    for (let i = 0; i < 1000; i++) {
      const id = `v${version}-${i}`;
      if (i < held) rows.held(id, at, { version });
      else rows.outreach(id, at, { version });
      if (i % one === 0) rows.contact(id, at + HOUR);
    }
  await rows.save(db);
  const found = await overview(db, PERIOD);
  const [effect] = found.effects;
  for (const figure of [effect?.about?.contacts, found.about.contacts]) {
    expect(figure?.avoided).toBeCloseTo(0, 9);
    expect(figure?.low).toBeLessThan(0);
    expect(figure?.high).toBeGreaterThan(0);
  }
  expect(effect?.arms.treated.units.value).toBe(1400);
  expect(found.parting.treated.at(-1)?.per100).toBeCloseTo(145 / 14, 9);
  expect(found.parting.holdout.at(-1)?.per100).toBeCloseTo(145 / 14, 9);
});

test('a customer counts once over all versions, and a version with too few is left out', async () => {
  const t = NOW - 3 * DAY;
  for (let i = 0; i < 20; i++) {
    for (const version of [1, 2]) {
      rows.outreach(`t${i}`, t + version * DAY, { version });
      rows.held(`h${i}`, t + version * DAY, { version });
    }
    rows.outreach(`t${i}`, t, { version: 3 });
    if (i < 9) rows.held(`h${i}`, t, { version: 3 });
  }
  await rows.save(db);
  const [effect] = (await overview(db, PERIOD)).effects;
  expect([effect?.arms.treated.customers, effect?.arms.treated.units.value]).toEqual([20, 60]);
  expect(effect?.versions).toEqual(
    [1, 2].map((version) => ({ version, units: { treated: 20, holdout: 20 } })),
  );
  expect(effect?.leftOut).toEqual([{ version: 3, units: { treated: 20, holdout: 9 } }]);
});

test('the arms are compared from the moment at which the gate first decided', async () => {
  const t = NOW - DAY;
  const anchor = t + 2 * HOUR;
  rows.outreach('f', t + HOUR, { id: 'failed', status: 'failed', anchor, gated: t });
  rows.contact('f', t + MINUTE);
  rows.held('h', t, { id: 'held', anchor });
  rows.contact('h', t + MINUTE);
  // An anchor that was over when the message went: the window still has its length.
  rows.outreach('p', t, { id: 'past', anchor: t - 2 * DAY });
  rows.contact('p', t + 6 * HOUR);
  await rows.save(db);
  const list = await listOutreach(db, { ...PERIOD, contacted: 'about' }, { most: 10, skip: 0 });
  expect(list.rows.map((row) => [row.id, row.decided_at])).toEqual([
    ['failed', t],
    ['held', t],
    ['past', t],
  ]);
});

test('a correction is in no arm and answers no new need', async () => {
  rows.outreach('c', NOW - DAY, { id: 'first' });
  rows.outreach('c', NOW - DAY + HOUR, { id: 'correction', kind: 'correction' });
  await rows.save(db);
  const page = { most: 10, skip: 0 };
  const treated = await listOutreach(db, { ...PERIOD, arm: 'treated' }, page);
  expect(treated.rows.map((row) => row.id)).toEqual(['first']);
  const reached = await listOutreach(db, { ...PERIOD, ladder: 'proactive' }, page);
  expect(reached.rows.map((row) => row.id)).toEqual(['first']);
  expect((await overview(db, PERIOD)).ladder.total.reached.value).toBe(1);
});

test('too few customers are said to be too few, however many outreaches they had', async () => {
  for (let i = 0; i < 60; i++) rows.outreach(`t${i % 9}`, NOW - 3 * DAY + i * HOUR);
  for (let i = 0; i < 40; i++) rows.held(`h${i}`, NOW - 3 * DAY);
  await rows.save(db);
  const found = await overview(db, PERIOD);
  expect(found.effects[0]?.about).toBeNull();
  expect(found.effects[0]?.missing).toMatch(/10 customers in each arm.*so far 9 reached and 40 held out/);
  expect(found.about).toMatchObject({ contacts: null, plays: 0, without: 1 });
  expect(found.parting).toEqual({ treated: [], holdout: [] });
});

test('the funnel counts every outreach by status and why, channels every contact by hour', async () => {
  const t = NOW - 5 * HOUR;
  for (const status of ['planned', 'sent', 'delivered', 'failed', 'expired'])
    rows.outreach('a', t, { status });
  rows.outreach('b', t, { status: 'suppressed', why: 'consent' });
  rows.outreach('c', t, { status: 'suppressed', why: 'consent' });
  rows.held('d', t, { reason: 'seat_request' });
  rows.contact('a', t, { channel: 'chat' });
  rows.contact('a', t + 59 * MINUTE, { channel: 'chat' });
  rows.contact('a', t + 61 * MINUTE, { channel: 'voice' });
  await rows.save(db);
  const found = await overview(db, { since: NOW - DAY, until: NOW });
  const [flight, seat] = found.funnel;
  expect(flight?.all.value).toBe(7);
  expect(flight?.statuses.map((row) => [row.status, row.count.value])).toEqual([
    ['planned', 1],
    ['sent', 1],
    ['delivered', 1],
    ['suppressed', 2],
    ['expired', 1],
    ['failed', 1],
  ]);
  expect(seat?.statuses[0]?.whys.map((row) => [row.why, row.count.value])).toEqual([['holdout', 1]]);
  expect(found.channels.step).toBe(HOUR);
  expect(found.channels.steps).toEqual([
    { start: t, channels: { chat: 2 } },
    { start: t + HOUR, channels: { voice: 1 } },
  ]);
  await expectEveryFigureOpensItsRows(found);
});

test('all time begins with the first thing known; an empty store has nothing to say', async () => {
  const empty = await overview(db, { since: null, until: NOW });
  expect([empty.begins, empty.ladder.reasons, empty.effects, empty.funnel]).toEqual([NOW, [], [], []]);
  rows.contact('a', NOW - 100 * DAY);
  await rows.save(db);
  const found = await overview(db, { since: null, until: NOW });
  expect(found.begins).toBe(NOW - 100 * DAY);
  expect(found.ladder.total.reactive.value).toBe(1);
});
