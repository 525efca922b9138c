import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadPlays } from '../../src/outreach/index.ts';
import { bucketOf, type Db, HOUR, iso } from '../../src/platform/index.ts';
import { Rows } from '../insight/rows.ts';
import { testDb } from '../support/database.ts';
import { aWeek, get, NOW, openConsole, post } from './open.ts';

const SHIPPED = JSON.parse(readFileSync('plays/flight-status.json', 'utf8'));
let db: Db;
let empty: Db;
let app: Hono;
beforeAll(async () => {
  [db, empty] = await Promise.all([testDb(), testDb()]);
  const rows = aWeek();
  aTrip(rows, 'P1');
  await rows.save(db);
  app = openConsole(db).app;
});
afterAll(() => Promise.all([db.close(), empty.close()]));

/** A trip that departs in a day, so that a play about departures has something to hang on. */
function aTrip(rows: Rows, customer: string): void {
  const departure = { at: NOW + 24 * HOUR, version: 1, knownAt: NOW - HOUR, since: NOW - HOUR };
  const first = { at: departure.at, knownAt: departure.knownAt };
  rows.add('subjects', {
    bucket: bucketOf(customer),
    customer_id: customer,
    type: 'trip',
    id: `${customer}-T1`,
    facts: { flight: 'US1326', minutes: 0 },
    fact_times: {},
    milestones: { departure: { ...departure, first } },
    last_events: { 'Flight Booked': NOW - HOUR },
    version: 1,
    opened_at: iso(NOW - HOUR),
    updated_at: iso(NOW - HOUR),
  });
}

/** The form as a browser would send it: all fields as they stand on the page, with what was typed over them. */
function fieldsOf(html: string, typed: Record<string, string> = {}): Record<string, string> {
  const text = (coded: string) =>
    coded
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&');
  const form = /<form id="play-form"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const sent: Record<string, string> = {};
  for (const [, attributes = ''] of form.matchAll(/<input([^>]*)>/g)) {
    const name = / name="([^"]*)"/.exec(attributes)?.[1];
    if (name && (!/type="radio"/.test(attributes) || / checked/.test(attributes)))
      sent[name] = text(/ value="([^"]*)"/.exec(attributes)?.[1] ?? '');
  }
  for (const [, name = '', body = ''] of form.matchAll(
    /<textarea[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g,
  ))
    sent[name] = text(body);
  for (const [, name = '', body = ''] of form.matchAll(
    /<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
  ))
    sent[name] = /value="([^"]*)" selected/.exec(body)?.[1] ?? /value="([^"]*)"/.exec(body)?.[1] ?? '';
  return { ...sent, ...typed };
}

const WORDS = {
  'message.subject': 'Your flight',
  'message.happened': 'Your flight {{ facts.flight }} leaves at {{ milestones.departure | time }}.',
  'message.done': 'We watch it.',
  'message.todo': 'Nothing.',
  'message.verify': 'See example.com.',
};
const TRIP = {
  'milestone.subject': 'trip',
  'milestone.milestone': 'departure',
  'milestone.offset': '1 hour before',
};

test('without a play the list says what to do', async () => {
  const { body } = await get(openConsole(empty).app, '/plays');
  expect(body).toContain('There is no play yet.');
  expect(body).toContain('href="/plays/new"');
});

test('a play is written in the form: faults stand at their fields, nothing typed is lost, then it is a draft', async () => {
  const blank = await get(app, '/plays/new');
  expect(blank.body).toContain('<option value="trip">');
  expect(blank.body).toContain('<option value="flight_status">');
  const typed = {
    ...WORDS,
    ...TRIP,
    name: 'Before departure',
    id: 'Before departure',
    reason: 'flight_status',
    where: 'facts.minutes >= 0\n  && facts.minuts > 1',
    holdout: '99',
    'cancelledBy.0': '',
    'cancelledBy.1': 'Flight Cancelled',
    'event.event': 'Kept for later',
  };
  const refused = await post(app, '/plays/new', fieldsOf(blank.body, typed));
  expect(refused.status).toBe(400);
  for (const words of [
    '3 things are',
    'use small letters, digits',
    'write a share from 0 to 90 percent',
    'Line 2, column 12: no fact `minuts` of trip; did you mean `minutes`?',
    `${' '.repeat(11)}^`,
    'value="Kept for later"',
    'name="cancelledBy.0" value="Flight Cancelled"',
    '1 hour before',
  ])
    expect(refused.body).toContain(words);
  const mended = { id: 'before-departure', holdout: '7', where: 'facts.minutes >= 0' };
  const saved = await post(app, '/plays/new', fieldsOf(refused.body, mended));
  expect([saved.status, saved.headers.get('location')]).toEqual([
    303,
    '/plays/before-departure/backtest?done=created',
  ]);
  const [play] = await loadPlays(db);
  expect(play).toMatchObject({
    status: 'draft',
    version: 1,
    trigger: { kind: 'milestone', subject: 'trip', milestone: 'departure', offset: '-PT1H' },
    cancelledBy: ['Flight Cancelled'],
    holdout: 0.07,
    where: 'facts.minutes >= 0',
  });
  const again = await post(app, '/plays/new', fieldsOf(refused.body, mended));
  expect(again.body).toContain('there is a play before-departure already');
});

test('one more row is drawn without saving, and a condition is judged while it is typed', async () => {
  const { body } = await get(app, '/plays/new');
  const more = await post(
    app,
    '/plays/new',
    fieldsOf(body, { do: 'more:', 'completedBy.0': 'Flight Departed' }),
  );
  expect(more.status).toBe(200);
  expect(more.body).toContain('name="completedBy.1"');
  const judged = await post(
    app,
    '/fragments/plays/condition',
    fieldsOf(body, { ...TRIP, where: 'facts.x > 1' }),
  );
  expect(judged.body).toContain('Line 1, column 7: no fact `x`');
  expect((await get(app, '/fragments/plays/duration?place=1&of=expires&expires=90%20min')).body).toBe(
    '1 hour 30 minutes after',
  );
});

test('a play as JSON comes out as it went in, and through the form unchanged', async () => {
  const pasted = await post(app, '/plays/json', { json: JSON.stringify(SHIPPED) });
  expect(pasted.status).toBe(200);
  expect((await post(app, '/plays/new', fieldsOf(pasted.body))).status).toBe(303);
  const file = await get(app, '/plays/flight-status/play.json');
  expect(file.headers.get('content-disposition')).toContain('flight-status.json');
  expect(JSON.parse(file.body)).toMatchObject(SHIPPED);
  expect((await post(app, '/plays/json', { json: '{"id": }' })).body).toContain('This is no JSON');
  const strange = await post(app, '/plays/json', { json: '{"id":"x","tigger":{}}' });
  expect(strange.body).toContain('tigger: there is no such field in a play');
});

test('a version differs by what was changed; one that was changed meanwhile is not overwritten unasked', async () => {
  const { body } = await get(app, '/plays/flight-status/edit');
  const other = fieldsOf(body, { tolerance: '20 min' });
  expect((await post(app, '/plays/flight-status/edit', other)).status).toBe(303);
  const late = await post(app, '/plays/flight-status/edit', fieldsOf(body, { priority: '8' }));
  expect([late.status, late.body.includes('Somebody saved version 2 meanwhile')]).toEqual([400, true]);
  expect((await post(app, '/plays/flight-status/edit', fieldsOf(late.body))).status).toBe(303);
  const page = await get(app, '/plays/flight-status?done=saved');
  expect(page.body).toContain('Version 3');
  expect(page.body).toMatch(/<dt>tolerance<\/dt><dd><del>PT10M<\/del> <ins>PT20M<\/ins>/);
});

test('a preview says what a real customer would get, and what would be missing', async () => {
  const { body } = await get(app, '/plays/flight-status?customer=P1');
  expect(body).toMatch(/class="phone"[\s\S]*flight US1326[\s\S]*segments?, \d+ characters of GSM-7/);
  expect(body).toMatch(/class="mail"[\s\S]*class="subject"/);
  expect((await get(app, '/plays/flight-status?customer=nobody')).body).toContain('Nobody is found');
  expect((await get(app, '/plays/flight-status?customer=Ashley')).body).toContain('customer=P12#preview');
});

test('a play is launched, paused, launched and ended, and then no more', async () => {
  const act = (verb: string) => post(app, `/plays/flight-status/${verb}`, {});
  expect((await act('launch')).headers.get('location')).toBe('/plays/flight-status?done=launched');
  expect((await get(app, '/plays')).body).toContain('1 hour before departure of a trip');
  expect((await get(app, '/plays/flight-status')).body).toContain('aria-label="1 planned"');
  await act('pause');
  await act('launch');
  expect((await get(app, '/plays/flight-status')).body).toContain('End it for good');
  await act('end');
  const ended = await get(app, '/plays/flight-status?done=ended');
  expect(ended.body).toContain('the play was ended');
  expect(ended.body).not.toContain('End it for good');
  const refused = await act('launch');
  expect([refused.status, refused.body.includes('has ended, for good')]).toEqual([409, true]);
  const copy = await get(app, '/plays/new?from=flight-status');
  expect(copy.body).toContain('Flight status one hour before departure (copy)');
});

test('every figure of the funnel opens as many rows as it says', async () => {
  const rows = new Rows(NOW);
  const own = { play: 'odd-play', reason: 'lost_item' };
  for (const [i, more] of [
    { status: 'delivered' },
    { status: 'sent' },
    { status: 'failed', sent: true },
    { status: 'failed' },
    { status: 'unknown' },
    { status: 'sending' },
    { status: 'planned', why: 'quiet_hours' },
    { status: 'suppressed', why: 'holdout' },
    { status: 'suppressed', why: 'audience: no fact `minutes` is known' },
    { status: 'suppressed', why: 'audience' },
    { status: 'suppressed', why: 'consent_revoked' },
    { status: 'expired', why: 'too_late' },
    { status: 'cancelled', why: 'Flight Cancelled' },
  ].entries())
    rows.outreach(`P${i}`, NOW - HOUR, { ...own, ...more, id: `odd-${i}` });
  await rows.save(db);
  const json = JSON.stringify({ ...SHIPPED, id: 'odd-play' });
  await post(app, '/plays/new', fieldsOf((await post(app, '/plays/json', { json })).body));
  let seen = 0;
  for (const path of ['/plays/odd-play', '/plays'])
    for (const [, href = '', value] of (await get(app, path)).body.matchAll(
      /href="(\/outreach\?[^"]*odd-play[^"]*)" aria-label="(\d+) /g,
    )) {
      const list = await get(app, href.replaceAll('&amp;', '&'));
      expect(/data-total="(\d+)"/.exec(list.body)?.[1], href).toBe(value);
      seen++;
    }
  expect(seen).toBeGreaterThan(16);
  const { body } = await get(app, '/plays/odd-play');
  expect(body).toMatch(/>13<[\s\S]*>6<[\s\S]*>3<[\s\S]*>1</);
});

test('what failed is tried again; what may have been sent only after a second word', async () => {
  await db.query(
    `update outreach set next_attempt_at = null, expires_at = $1 where id in ('odd-3', 'odd-4')`,
    [iso(NOW + HOUR)],
  );
  const list = await get(app, '/outreach?play=odd-play&only=dead');
  expect(list.body).toContain('action="/outreach/odd-3/again"');
  expect(list.body).toContain('href="/outreach/odd-4#again"');
  expect(list.body).toContain('expired');
  const again = (id: string, customer: string, more = {}) =>
    post(app, `/outreach/${id}/again`, { customer, ...more });
  expect((await again('odd-3', 'P3')).status).toBe(303);
  expect((await get(app, '/outreach/odd-3')).body).toContain('Planned');
  const unsure = await again('odd-4', 'P4');
  expect([unsure.status, unsure.body.includes('nobody can tell')]).toEqual([409, true]);
  expect((await again('odd-4', 'P4', { evenIfSent: 'yes' })).status).toBe(303);
  expect((await again('odd-4', 'nobody')).status).toBe(404);
});

test('a form of another site changes nothing', async () => {
  const from = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  for (const path of [
    '/plays/new',
    '/plays/odd-play/edit',
    '/plays/odd-play/launch',
    '/plays/odd-play/backtest',
    '/outreach/odd-2/again',
  ]) {
    const answer = await post(app, path, { customer: 'P2' }, from);
    expect([path, answer.status]).toEqual([path, 403]);
    expect(answer.body).toContain('came from another site');
  }
  expect((await loadPlays(db)).find(({ id }) => id === 'odd-play')?.status).toBe('draft');
});

test('what is not there is told', async () => {
  for (const path of [
    '/plays/nothing',
    '/plays/nothing/edit',
    '/plays/nothing/backtest',
    '/plays/new?from=nothing',
  ])
    expect((await get(app, path)).body).toContain('There is no play “nothing”');
});
