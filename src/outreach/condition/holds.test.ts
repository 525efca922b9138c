import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../platform/index.ts';
import { type Answer, type ConditionInput, checkCondition, faultText, knownOf } from './index.ts';

/** A Saturday, 18:30 in Berlin. */
const NOW = Date.UTC(2026, 0, 31, 17, 30);
const milestone = (at: number, first = at) => ({
  at,
  version: 1,
  knownAt: first,
  since: first,
  first: { at: first, knownAt: NOW },
});
const input: ConditionInput = {
  now: NOW,
  customer: { traits: { tier: 'gold', age: 70, gone: null }, locale: 'de-DE', timeZone: 'Europe/Berlin' },
  subject: {
    type: 'trip',
    id: 'T1',
    facts: {
      minutes: 125,
      fare: 'basic',
      store: 12,
      international: true,
      amount: 99.5,
      previousAmount: 50,
      'order.total': 20,
      nothing: null,
      sizes: [5, 'x'],
      none: [],
      long: 'x'.repeat(5000),
      longList: Array(300).fill(1),
      items: [{ kind: 'bag', price: 30 }, { kind: 'seat', price: 9 }, null],
    },
    milestones: {
      departure: milestone(NOW + 2 * HOUR, NOW + HOUR),
      arrival: milestone(NOW + 90 * HOUR, NOW + 90 * HOUR + 20 * MINUTE),
    },
    lastEvents: { 'Flight Delayed': NOW - 20 * MINUTE },
  },
  contacts: [
    { at: NOW - HOUR, reason: 'flight_status', channel: 'voice', resolved: false },
    { at: NOW - 5 * HOUR, reason: 'flight_status', channel: 'voice', resolved: true },
    { at: NOW - 3 * DAY, reason: 'seat_request', channel: 'chat', resolved: null },
    { at: NOW + HOUR, reason: 'refund', channel: 'chat', resolved: false },
  ],
  outreach: [
    { playId: 'seats', at: NOW - 2 * DAY, channel: 'sms' },
    { playId: 'flight-status', at: NOW - HOUR, channel: 'sms' },
    { playId: 'bags', at: NOW, channel: 'email' },
  ],
  forecast: {
    contact24h: 0.5,
    contact7d: 0.6,
    reasons: [
      { reason: 'flight_status', probability: 0.4 },
      { reason: 'refund', probability: 0.6 },
    ],
  },
};
const empty: ConditionInput = {
  now: NOW,
  customer: { traits: {}, locale: null, timeZone: null },
  subject: null,
  contacts: [],
  outreach: [],
  forecast: null,
};

function answer(text: string, of = input): Answer {
  const checked = checkCondition(text, knownOf(undefined));
  if (!checked.ok) throw new Error(checked.faults.map(faultText).join('\n'));
  return checked.condition.holds(of);
}

describe('decided', () => {
  test.each([
    ['facts.minutes > 100 && facts.minutes <= 125.0 && facts.minutes == 125', true],
    ['facts.minutes in [60, 125] && !(facts.minutes in [60, 125.5])', true],
    ['facts.amount - facts.previousAmount > 49 && facts.amount / 2 < 50', true],
    [
      'size(facts.fare) in [4, 5] && size(facts.fare) in facts.sizes && !(size(facts.fare) in facts.none)',
      true,
    ],
    ['facts.fare == "basic" && facts.fare != "flex" && facts.fare in ["basic"]', true],
    ['facts.store == 12 && facts.store != "12"', true],
    ['facts["order.total"] == 20 && "order.total" in facts', true],
    ['facts.international', true],
    ['has(facts.fare) && !has(facts.cabin) && !("cabin" in facts) && !has(facts.nothing)', true],
    ['!has(facts.long) && !has(facts.longList)', true],
    ['facts.?cabin.orValue("basic") == "basic" && facts.?minutes.orValue(0) > 60', true],
    ['facts.items.exists(item, item.kind == "bag" && item.price >= 30)', true],
    ['facts.items.all(item, item.price > 10)', false],
    ['facts.items[0].price == 30 && size(facts.items) == 2', true],
    ['size(facts.items.filter(item, item.price > 10)) == 1', true],
    ['traits.tier in ["gold", "platinum"] && traits.age >= 65 && !has(traits.gone)', true],
    ['milestones.departure - now == duration("2h") && milestones.departure > now', true],
    ['milestones.departure == timestamp("2026-01-31T19:30:00Z")', true],
    ['milestones.moved("departure") == duration("1h")', true],
    [
      'milestones.moved("arrival") == duration("-20m") && -milestones.moved("arrival") > duration("19m")',
      true,
    ],
    ['"departure" in milestones && !("landing" in milestones)', true],
    ['"Flight Delayed" in events && now - events["Flight Delayed"] < duration("30m")', true],
    ['"Flight Cancelled" in events', false],
    ['subject.type == "trip" && subject.id == "T1"', true],
    ['customer.locale.startsWith("de") && customer.timeZone == "Europe/Berlin"', true],
    ['local.hour == 18 && local.weekday == 6 && local.weekday in [6, 7] && local.hour % 2 == 0', true],
    ['now.getHours() == 17 && now.getHours() in [16, 17]', true],
    ['forecast.contact24h == 0.5 && forecast.contact7d > forecast.contact24h', true],
    ['forecast.of("flight_status") == 0.4 && forecast.within24h("flight_status") == 0.2', true],
    ['contacts.count() == 3 && contacts.count("flight_status") == 2 && contacts.count("refund") == 0', true],
    ['contacts.count("flight_status", duration("2h")) == 1 && contacts.count(duration("24h")) == 2', true],
    ['contacts.since() == duration("1h") && contacts.since("seat_request") == duration("72h")', true],
    ['contacts.since("refund") > duration("87600h")', true],
    ['contacts.unresolved("flight_status") && contacts.unresolved()', true],
    ['contacts.unresolved("seat_request") || contacts.unresolved("refund")', false],
    ['outreach.count(duration("24h")) == 2 && outreach.count("seats", duration("24h")) == 0', true],
    ['outreach.since() == duration("0s") && outreach.since("seats") == duration("48h")', true],
    ['outreach.since("never") > duration("87600h")', true],
    // What is not there does not matter where the rest decides.
    ['facts.cabin == "x" || facts.fare == "basic"', true],
    ['facts.fare == "flex" && facts.cabin == "x"', false],
    // A word is no number: they are not equal, of whatever was learned nothing.
    ['facts.minutes == "125"', false],
  ])('%s: %s', (text, holds) => {
    expect(answer(text)).toEqual({ holds });
  });
});

describe('not decided: false, and why', () => {
  test.each([
    ['facts.cabin == "x"', 'no fact `cabin` is known'],
    ['facts.cabin != "x"', 'no fact `cabin` is known'],
    ['!(facts.cabin == "x")', 'no fact `cabin` is known'],
    ['facts["seat row"] > 3', 'no fact `seat row` is known'],
    ['facts.constructor == 3', 'no fact `constructor` is known'],
    ['facts.items[0].weight > 3', 'no `facts.items[0].weight` is known'],
    ['traits.gone == "x"', 'no trait `gone` is known'],
    ['milestones.landing > now', 'no milestone `landing` is known'],
    ['milestones.moved("landing") > duration("1h")', 'no milestone `landing` is known'],
    ['now - events["Checked In"] > duration("1h")', 'no event `Checked In` is known'],
    ['forecast.of("lost_item") < 0.9', 'the forecast knows no reason `lost_item`'],
    ['facts.?cabin.value() == "x"', 'an optional value is not there'],
    ['facts.fare > 3', 'text > number is not possible'],
    ['facts.fare', 'it came out as something else than true or false'],
    ['facts.fare && true', '&& and || join what is true or false, text is neither'],
    ['facts.fare.exists(x, x == 1)', 'this is no list, so there are no items to look at'],
    ['facts.items[7].price > 1', 'the list has no such item'],
    ['facts.minutes.startsWith("1")', "`startsWith` can't be used on number"],
    ['double(facts.fare) > 1', 'double() type error: cannot convert to double'],
  ])('%s: %s', (text, why) => {
    expect(answer(text)).toEqual({ holds: false, why });
  });

  test.each([
    ['local.hour > 8', 'no time zone of the customer is known'],
    ['forecast.contact24h > 0', 'no forecast is known'],
    ['forecast.of("x") > 0', 'no forecast is known'],
    ['subject.type == "trip"', 'no subject is known'],
    ['customer.locale == "de"', 'no `customer.locale` is known'],
    ['facts.x == 1', 'no fact `x` is known'],
  ])('of nobody: %s: %s', (text, why) => {
    expect(answer(text, empty)).toEqual({ holds: false, why });
  });
});

test('of nobody whatever counts comes to nothing', () => {
  expect(answer('contacts.count() == 0 && outreach.count(duration("24h")) == 0', empty)).toEqual({
    holds: true,
  });
  expect(answer('contacts.since() > duration("1h") && !contacts.unresolved()', empty)).toEqual({
    holds: true,
  });
});

test('the answer does not hang on what was known when the condition was saved', () => {
  const known = knownOf({ zone: 'UTC', properties: [['fare', { role: 'number', written: 'number' }]] });
  for (const text of [
    'facts.fare > 3',
    'facts.fare != 3',
    'facts.fare == 3',
    'facts.?fare.orValue(0) in [1]',
  ]) {
    const checked = checkCondition(text, known);
    expect(checked.ok && checked.condition.holds(input)).toEqual(answer(text));
  }
  expect(answer('facts.fare > 3')).toEqual({ holds: false, why: 'text > number is not possible' });
});

test('the zone that no machine knows is no zone', () => {
  const lost = { ...input, customer: { ...input.customer, timeZone: 'Mars/Olympus' } };
  expect(answer('local.hour > 8', lost).why).toBe('no time zone of the customer is known');
});
