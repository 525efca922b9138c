import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../platform/index.ts';
import { type HourCount, hourOf, pulseOf } from './pulse.ts';
import { pulseFeatures } from './pulse-features.ts';
import { situation } from './situation.ts';
import type { Features } from './types.ts';

const T0 = Date.UTC(2026, 0, 5, 12);
type Contact = { at: number; reason: string | null };

/** As the store counts them. */
function byHour(contacts: readonly Contact[]): HourCount[] {
  return contacts
    .map(({ at, reason }) => ({ hour: hourOf(at), reason, contacts: 1 }))
    .sort((a, b) => a.hour - b.hour);
}

const REASONS = ['outage', 'price'];
const contact = fc.record({
  at: fc.integer({ min: -40 * 24 * 60, max: 40 * 24 * 60 }).map((minutes) => T0 + minutes * 60_000),
  reason: fc.constantFrom('outage', 'price', 'never asked for', null),
});
const instant = fc.integer({ min: -5 * 24 * 60, max: 5 * 24 * 60 }).map((minutes) => T0 + minutes * 60_000);

test('a beat counts what lies before the full hour, in the day, the week and the four weeks before it', () => {
  fc.assert(
    fc.property(fc.array(contact, { maxLength: 40 }), instant, (contacts, at) => {
      const hour = Math.floor(at / HOUR) * HOUR;
      const within = (days: number, reason?: string) =>
        contacts.filter(
          (one) => one.at < hour && one.at >= hour - days * DAY && (!reason || one.reason === reason),
        ).length;
      const beat = pulseOf(byHour(contacts), REASONS)(at);
      expect(beat).toMatchObject({ day: within(1), week: within(7), month: within(28) });
      for (const reason of REASONS)
        expect(beat?.lately.get(reason) ?? 0).toBe(6 * within(1, reason) + within(7, reason));
      expect([...(beat?.lately.keys() ?? [])].every((reason) => REASONS.includes(reason))).toBe(true);
    }),
  );
});

test('nothing that the company hears at or after an instant changes what was known before', () => {
  fc.assert(
    fc.property(
      fc.array(contact, { maxLength: 30 }),
      fc.array(contact, { maxLength: 30 }),
      instant,
      (before, after, at) => {
        const past = before.filter((one) => one.at < at);
        const later = after.filter((one) => one.at >= at);
        const company = { contactsSince: T0 - 30 * DAY, courses: {} };
        const told = (contacts: Contact[]) =>
          situation([], at, company, pulseOf(byHour(contacts), REASONS)).features;
        expect(told([...past, ...later])).toEqual(told(past));
      },
    ),
  );
});

test('an even stream of contacts is the usual, a quiet week is less, and what is about to begin tells nothing', () => {
  const even = Array.from({ length: 28 * 24 }, (_, i) => ({ at: T0 - (i + 1) * HOUR, reason: 'price' }));
  const featuresOf = (contacts: Contact[], since = T0 - 60 * DAY) => {
    const features: Features = {};
    pulseFeatures(features, pulseOf(byHour(contacts), REASONS)(T0), T0, since);
    return features;
  };
  expect(featuresOf(even)).toEqual({ 'company/day/': 1, 'company/week/': 1, 'company/lately/price': 312 });
  const quiet = featuresOf(even.filter(({ at }) => at < T0 - 7 * DAY));
  expect(quiet).toEqual({ 'company/day/': 0, 'company/week/': 0 });
  const young = even.slice(0, 48);
  expect(featuresOf(young, T0 - 2 * DAY)).toMatchObject({ 'company/day/': 1, 'company/week/': 1 });
  expect(featuresOf([])).toEqual({});
  expect(featuresOf([{ at: T0 + DAY, reason: 'price' }])).toEqual({});
});
