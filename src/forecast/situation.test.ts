import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Timeline, TimelineEntry } from '../customers/index.ts';
import { DAY, HOUR, iso, MINUTE } from '../platform/index.ts';
import { situation, situations } from './situation.ts';

const T0 = Date.UTC(2026, 0, 5, 12);
type Told = Record<string, unknown>;
const event = (hours: number, name: string, properties: Told = {}): TimelineEntry => ({
  kind: 'event',
  at: T0 + hours * HOUR,
  name,
  properties,
});
const contact = (hours: number, reason: string | null, more: Told = {}): TimelineEntry => ({
  kind: 'contact',
  at: T0 + hours * HOUR,
  id: `c${hours}`,
  channel: 'voice',
  reason,
  handleSeconds: 600,
  resolved: true,
  offeredReason: null,
  offerTaken: null,
  ...more,
});
const parcel = (due: number, more: Told = {}) => ({ parcelId: 'P1', dueAt: iso(T0 + due * HOUR), ...more });
const featuresAt = (timeline: Timeline, hours: number) => situation(timeline, T0 + hours * HOUR).features;

const instant = fc.integer({ min: -20, max: 20 }).map((half) => T0 + half * 30 * MINUTE);
const properties = fc.record(
  {
    parcelId: fc.constantFrom('P1', 'P2', 'P3'),
    dueAt: instant.map(iso),
    fragile: fc.boolean(),
    weight: fc.integer({ min: 0, max: 9 }),
  },
  { requiredKeys: [] },
);
const entry: fc.Arbitrary<TimelineEntry> = fc.oneof(
  fc.record({
    kind: fc.constant('traits' as const),
    at: instant,
    traits: fc.record({ plan: fc.constantFrom('a', 'b') }),
  }),
  fc.record({
    kind: fc.constantFrom('event' as const, 'outreach' as const),
    at: instant,
    name: fc.constantFrom('Packed', 'Shipped', 'Lost'),
    properties,
  }),
  fc.record({
    kind: fc.constant('contact' as const),
    at: instant,
    id: fc.string({ minLength: 1 }),
    channel: fc.constant('chat'),
    reason: fc.constantFrom('where', 'price', null),
    handleSeconds: fc.option(fc.integer({ min: 0, max: 40_000 })),
    resolved: fc.option(fc.boolean()),
    offeredReason: fc.constant(null),
    offerTaken: fc.constant(null),
  }),
);
const timeline = fc.array(entry, { maxLength: 25 }).map((entries) => entries.sort((a, b) => a.at - b.at));

/** What changes nothing before `at`: another outcome of a contact that is not over by then. */
const otherwise = (entries: Timeline, at: number): TimelineEntry[] =>
  entries.map((one) =>
    one.kind === 'contact' && one.at + (one.handleSeconds ?? 3600) * 1000 > at
      ? { ...one, resolved: one.resolved === null ? true : !one.resolved }
      : one,
  );

test('nothing at or after the instant is seen, nor the outcome of a contact not over', () => {
  fc.assert(
    fc.property(timeline, timeline, instant, (past, future, at) => {
      const before = past.filter((one) => one.at < at);
      const seen = situation(before, at);
      expect(situation(past, at)).toEqual(seen);
      const altered = [...otherwise(before, at), ...future.filter((one) => one.at >= at)];
      expect(situation(altered, at)).toEqual(seen);
    }),
  );
});

test('the order in which things of one instant arrived, or all of them, does not matter', () => {
  const key = (one: TimelineEntry) =>
    [one.at, one.kind, 'name' in one ? one.name : '', one.kind === 'contact' ? one.id : ''].join();
  const distinct = fc.uniqueArray(entry, { maxLength: 25, selector: key });
  const shuffled = distinct.chain((entries) =>
    fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
  );
  fc.assert(
    fc.property(shuffled, instant, ([entries, other], at) => {
      expect(situation(other, at)).toEqual(situation(entries, at));
    }),
  );
});

test('many instants in one pass are the same as each alone', () => {
  fc.assert(
    fc.property(timeline, fc.array(instant, { maxLength: 5 }), (entries, instants) => {
      const ascending = instants.sort((a, b) => a - b);
      expect([...situations(entries, ascending)]).toEqual(ascending.map((at) => situation(entries, at)));
    }),
  );
});

test('a milestone that moved is told as it stands, with how it moved', () => {
  const timeline = [
    event(0, 'Shipped', parcel(48)),
    event(2, 'Delayed', parcel(50)),
    event(4, 'Delayed', parcel(49.25)),
  ];
  expect(featuresAt(timeline, 10)).toMatchObject({
    'next parcel/until/dueAt': 39.25,
    'next parcel/moves/dueAt': 2,
    'next parcel/moved by/dueAt': -0.75,
    'next parcel/moved in all/dueAt': 1.25,
    'next parcel/since move/dueAt': 6,
    'next parcel/since/Shipped': 10,
    'next parcel/times/Delayed': 2,
    'next parcel/stage/': 'Delayed',
    'next parcel/waiting/Delayed': 6,
    'all parcel/ahead/': 1,
  });
  expect(featuresAt(timeline, 2)).not.toHaveProperty('next parcel/moves/dueAt');
});

test('of several subjects the nearest ahead and the one touched last are at hand', () => {
  const timeline = [
    event(0, 'Shipped', { parcelId: 'far', dueAt: iso(T0 + 100 * HOUR), size: 'L' }),
    event(1, 'Shipped', { parcelId: 'near', dueAt: iso(T0 + 20 * HOUR), size: 'S' }),
    event(2, 'Shipped', { parcelId: 'old', dueAt: iso(T0 + 5 * HOUR), size: 'M' }),
  ];
  expect(featuresAt(timeline, 10)).toMatchObject({
    'next parcel/is/size': 'S',
    'last parcel/is/size': 'M',
    'last parcel/until/dueAt': -5,
    'all parcel/ahead/': 2,
  });
});

test('contacts are told by reason, and their outcome only once they are over', () => {
  const timeline = [contact(0, 'where', { handleSeconds: 3600, resolved: false }), contact(-48, 'price')];
  const features = featuresAt(timeline, 0.5);
  expect(features).toMatchObject({
    'contact/since/': 0.5,
    'contact/recent/': 2,
    'contact/last/': 'where',
    'asked/since/price': 48.5,
    'asked/times/where': 1,
    'contact/week/': 2,
  });
  expect(features).not.toHaveProperty('contact/resolved/');
  expect(featuresAt(timeline, 1)['contact/resolved/']).toBe('false');
  const endless = [contact(0, 'where', { handleSeconds: null })];
  expect(featuresAt(endless, 0.9)).not.toHaveProperty('contact/resolved/');
});

test('traits that say who somebody is are no features; the zone gives the hour', () => {
  const traits = { email: 'a@b.example', plan: 'gold', age: 41, timezone: 'America/New_York' };
  const timeline: Timeline = [{ kind: 'traits', at: T0 - DAY, traits }];
  const { features, zone } = situation(timeline, T0);
  expect(zone).toBe('America/New_York');
  expect(features).toEqual({
    'clock/hour/': 7,
    'clock/weekday/': 'Monday',
    'contact/times/': 0,
    'contact/watched/': 1,
    'contact/a month/': 0,
    'trait/is/plan': 'gold',
    'trait/is/age': 41,
  });
  const nowhere: Timeline = [{ kind: 'traits', at: T0 - DAY, traits: { timezone: 'Middle/Earth' } }];
  expect(situation(nowhere, T0)).toMatchObject({ zone: null, features: { 'clock/hour/': 12 } });
});

test('what was sent since the last contact is counted', () => {
  const sent: TimelineEntry = { kind: 'outreach', at: T0 + HOUR, name: 'parcel-late', properties: {} };
  expect(featuresAt([contact(0, 'where'), sent], 3)).toMatchObject({
    'outreach/since/parcel-late': 2,
    'outreach/since contact/': 1,
  });
});

test('numbers are compared with the usual of the customer, flags ahead and what is missing are told', () => {
  const bill = (id: string, hours: number, amount: number, more: Told = {}) =>
    event(hours, 'Issued', { billId: id, amount, dueAt: iso(T0 + (hours + 50) * HOUR), ...more });
  const timeline = [
    bill('a', -2000, 30),
    bill('b', -1000, 40),
    event(-990, 'Paid', { billId: 'b' }),
    event(-10, 'Metered', { level: 5 }),
    event(-9, 'Metered', { level: 8 }),
    bill('c', -1, 65, { previousAmount: 40, paperless: false }),
  ];
  const step = (name: string) => ({
    after: { kind: 'event' as const, name },
    follows: 'Paid',
    share: 0.9,
    median: 5,
    usually: 20,
  });
  const company = { contactsSince: T0 - 3000 * HOUR, courses: { bill: [step('Issued')] } };
  expect(situation(timeline, T0, company).features).toMatchObject({
    'next bill/change/amount': 30,
    'next bill/differs/amount: previousAmount': 25,
    'ahead bill/until where/paperless: false': 49,
    'event/change/Metered: level': 3,
    'open bill/newest without/Issued: Paid': 1,
  });
  expect(situation(timeline, T0, company).features).not.toHaveProperty('open bill/overdue/Issued: Paid');
  const later = situation(timeline, T0 + 30 * HOUR, company).features;
  expect(later).toMatchObject({
    'open bill/newest without/Issued: Paid': 31,
    'open bill/overdue/Issued: Paid': 1,
  });
});

test('of very many subjects those that nobody asks about any more are forgotten', () => {
  const timeline = Array.from({ length: 500 }, (_, i) =>
    event(i, 'Shipped', { parcelId: `P${i}`, dueAt: iso(T0 + (i < 3 ? 5000 + i : i + 10) * HOUR) }),
  );
  const features = featuresAt(timeline, 505);
  expect(features).toMatchObject({ 'next parcel/until/dueAt': 1, 'last parcel/since/Shipped': 10 });
  expect(features['all parcel/ahead/']).toBe(7);
});
