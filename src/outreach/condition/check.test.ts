import { expect, test } from 'vitest';
import type { Vocabulary } from '../../customers/index.ts';
import { checkCondition, faultText, knownOf } from './index.ts';

const airline: Vocabulary = {
  zone: 'UTC',
  properties: [
    ['tripId', { role: 'subject', type: 'trip' }],
    ['departsAt', { role: 'milestone', name: 'departure', form: 'zoned' }],
    ['minutes', { role: 'number', written: 'number' }],
    ['bags', { role: 'number', written: 'number' }],
    ['international', { role: 'flag' }],
    ['fare', { role: 'category' }],
    ['cabin', { role: 'category' }],
    ['note', { role: 'text' }],
    ['order.total', { role: 'number', written: 'text' }],
  ],
};
const known = knownOf(airline, {
  subject: 'trip',
  reasons: ['flight_status', 'seat_request'],
  traits: ['tier', 'age'],
  events: ['Flight Delayed', 'Checked In'],
});
const nothing = knownOf(undefined);

const faultsOf = (text: string, of = known) => {
  const checked = checkCondition(text, of);
  return checked.ok ? [] : checked.faults.map(faultText);
};

test.each([
  ['facts.minutes > 30'],
  ['facts["order.total"] >= 99.5 && "cabin" in facts'],
  ['has(facts.cabin) && facts.cabin == "basic"'],
  ['facts.fare == 3 || facts.fare in ["basic", "flex"]'],
  ['facts.bags in [1, 2] && facts.bags * 2 + 1 - size(facts.note) / 2 < 9.5'],
  ['facts.?minutes.orValue(0) > 30 || facts[?"order.total"].hasValue()'],
  ['facts.international ? facts.bags > 1 : facts.bags > 2.5'],
  ['facts.note.lowerAscii().contains("wheelchair") && facts.note.substring(0, 2) == "ok"'],
  ['facts.fare.exists(item, item.price > 3) && size(facts.fare.filter(f, f == "x")) > 1'],
  ['traits.tier in ["gold", "platinum"] && traits.age >= 65'],
  ['milestones.departure - now < duration("3h") && milestones.departure > timestamp("2026-01-31T09:00:00Z")'],
  ['milestones.moved("departure") > duration("30m") || milestones.moved("departure") < -duration("30m")'],
  ['"Flight Delayed" in events && now - events["Flight Delayed"] < duration("1h30m")'],
  ['forecast.contact24h > 0.2 && forecast.contact7d >= 0.5'],
  ['forecast.of("flight_status") > 0.4 && forecast.within24h("flight_status") > 0.1'],
  ['contacts.count() == 0 && contacts.count("seat_request") < 3 && contacts.count(duration("24h")) < 1'],
  ['contacts.count("flight_status", duration("48h")) in [0, 1] && !contacts.unresolved("flight_status")'],
  ['contacts.since() > duration("24h") && contacts.since("flight_status") > duration("24h")'],
  ['outreach.count(duration("24h")) < 2 && outreach.count("flight-status", duration("24h")) == 0'],
  ['outreach.since() > duration("2h") && outreach.since("flight-status") > duration("2h")'],
  ['local.hour >= 8 && local.hour < 20 && local.weekday in [6, 7]'],
  [
    'subject.type == "trip" && subject.id != "" && customer.locale.startsWith("en") && customer.timeZone == "UTC"',
  ],
  ['milestones.departure.getHours() == 9 && (now - milestones.departure).getMinutes() > 3'],
  ['// everyone\ntrue'],
])('%s is accepted', (text) => {
  expect(faultsOf(text)).toEqual([]);
});

test.each([
  // Names.
  ['facts.cabn == "basic"', 'line 1, column 7: no fact `cabn` of trip; did you mean `cabin`?'],
  ['true &&\n  facts.cabn == "x"', 'line 2, column 9: no fact `cabn` of trip; did you mean `cabin`?'],
  ['has(facts.cabn)', 'line 1, column 11: no fact `cabn` of trip; did you mean `cabin`?'],
  ['facts.?cabn.orValue("") == ""', 'line 1, column 8: no fact `cabn` of trip; did you mean `cabin`?'],
  ['facts["cabn"] == "x"', 'line 1, column 7: no fact `cabn` of trip; did you mean `cabin`?'],
  ['"cabn" in facts', 'line 1, column 1: no fact `cabn` of trip; did you mean `cabin`?'],
  ['facts.Cabin == "x"', 'line 1, column 7: no fact `Cabin` of trip; did you mean `cabin`?'],
  [
    'facts.departure > now',
    'line 1, column 7: no fact `departure` of trip; did you mean milestones.departure?',
  ],
  ['facts.order.total > 3', 'line 1, column 7: no fact `order` of trip; write facts["order.total"]'],
  ['facts.zzzzzz == 1', 'line 1, column 7: no fact `zzzzzz` of trip'],
  ['traits.teir == "gold"', 'line 1, column 8: no trait `teir`; did you mean `tier`?'],
  [
    'milestones.departur < now',
    'line 1, column 12: no milestone `departur` of trip; did you mean `departure`?',
  ],
  [
    'milestones.moved("departur") > duration("1h")',
    'line 1, column 18: no milestone `departur` of trip; did you mean `departure`?',
  ],
  ['"Flight Delay" in events', 'line 1, column 1: no event `Flight Delay`; did you mean `Flight Delayed`?'],
  [
    'events["flight_delayed"] < now',
    'line 1, column 8: no event `flight_delayed`; did you mean `Flight Delayed`?',
  ],
  [
    'forecast.of("flight_stats") > 0.1',
    'line 1, column 13: no reason `flight_stats`; did you mean `flight_status`?',
  ],
  [
    'contacts.count("flightstatus", duration("1h")) > 0',
    'line 1, column 16: no reason `flightstatus`; did you mean `flight_status`?',
  ],
  ['fact.cabin == "x"', 'line 1, column 1: no variable `fact`; did you mean `facts`?'],
  ['cabin == "x"', 'line 1, column 1: no variable `cabin`; did you mean facts.cabin?'],
  ['minutes > 3', 'line 1, column 1: no variable `minutes`; did you mean facts.minutes?'],
  [
    'forecast.contact24 > 0.1',
    'line 1, column 10: `forecast` has no `contact24`; did you mean `contact24h`?',
  ],
  ['forecast.of > 0.1', 'line 1, column 10: `forecast` has no `of`; write forecast.of("flight_status")'],
  [
    'contacts.cout("seat_request") > 0',
    'line 1, column 10: no function `cout` of `contacts`; did you mean `count`?',
  ],
  ['facts.note.startWith("a")', 'line 1, column 12: no function `startWith`; did you mean `startsWith`?'],
  ['sise(facts.note) > 1', 'line 1, column 1: no function `sise`; did you mean `size`?'],
  [
    'now() > milestones.departure',
    'line 1, column 1: no function `now`; `now` is a value: write it without ()',
  ],
  [
    'moved("departure") > duration("1h")',
    'line 1, column 1: no function `moved`; write milestones.moved("departure")',
  ],
  ['facts[traits.tier] == 1', 'line 1, column 7: the name in `facts[…]` must be a text in quotes'],
  [
    'has(facts["order.total"])',
    'line 1, column 5: has() takes a name with a dot; write "order.total" in facts',
  ],
  ['toString(1)', 'line 1, column 1: no function `toString`; did you mean `string`?'],
  ['facts.note.constructor(1)', 'line 1, column 12: no function `constructor`'],
  ['constructor.x == 1', 'line 1, column 1: no variable `constructor`'],
  [
    'has(facts.fare[0].price)',
    'line 1, column 5: has() takes names joined by dots; write has(facts.minutes)',
  ],
  [
    '[1].exists(1, true)',
    'line 1, column 12: the first part must be a name for the item; write facts.items.exists(item, item == "bag")',
  ],
  // Types.
  [
    'facts.minutes > "30"',
    'line 1, column 1: number > text is not possible; a text stands in quotes and a number does not',
  ],
  [
    'facts.note == 3',
    'line 1, column 1: text == number is not possible; a text stands in quotes and a number does not',
  ],
  ['true || facts.international == "yes"', 'line 1, column 9: true-or-false == text is not possible'],
  [
    'milestones.departure - now < 2',
    'line 1, column 1: duration < number is not possible; write a duration with its unit, such as duration("2h")',
  ],
  [
    'milestones.departure < duration("2h")',
    'line 1, column 1: instant < duration is not possible; a duration is what lies between two instants, milestones.departure - now, and comes after one, now + duration("2h")',
  ],
  [
    'milestones.departure > "2026-01-01"',
    'line 1, column 1: instant > text is not possible; write an instant as timestamp("2026-01-31T09:00:00Z")',
  ],
  ['facts.minutes', 'line 1, column 1: a condition comes out as true or false, this one as number'],
  [
    '  milestones.departure - now',
    'line 1, column 3: a condition comes out as true or false, this one as duration',
  ],
  ['facts.minutes && true', 'line 1, column 1: && and || join what is true or false, number is neither'],
  [
    'true && has(facts.cabin) && facts.note',
    'line 1, column 29: && and || join what is true or false, text is neither',
  ],
  ['!(true && facts.minutes)', 'line 1, column 11: && and || join what is true or false, number is neither'],
  ['facts.minutes ? true : false', 'line 1, column 7: true or false is needed here, number is neither'],
  [
    '(true ? facts.minutes : facts.note) == 3',
    'line 1, column 2: both outcomes of ? : must be of one kind, not number and text',
  ],
  [
    'facts.?minutes.orValue("none") > 3',
    'line 1, column 24: the default must be of the same kind, not number and text',
  ],
  [
    'facts.minutes.orValue(0) > 3',
    'line 1, column 7: this is always there; put a ? after the dot: facts.?minutes.orValue(0)',
  ],
  ['facts.minutes.exists(x, x > 3)', 'line 1, column 7: this is no list, so there are no items to look at'],
  ['!facts.minutes', "line 1, column 1: `!` can't stand before number"],
  ['string(now) == "x"', "line 1, column 1: `string` can't be used like this; write string(facts.minutes)"],
  ['contacts > 3', 'line 1, column 1: `Contacts` > number is not possible'],
  [
    'contacts.count(48) > 1',
    'line 1, column 10: `count` can\'t be used like this; write contacts.count("flight_status", duration("48h")), either part may be left out',
  ],
  [
    'facts.note.startsWith(2)',
    'line 1, column 12: `startsWith` can\'t be used like this; write facts.name.startsWith("x")',
  ],
  [
    'duration("2 days") > duration("1h")',
    'line 1, column 10: "2 days" is no duration; write hours, minutes and seconds, such as duration("48h")',
  ],
  [
    'duration("PT1H30M") > duration("1h")',
    'line 1, column 10: "PT1H30M" is no duration; write hours, minutes and seconds, such as duration("1h30m")',
  ],
  [
    'now > timestamp("2026-01-31")',
    'line 1, column 17: "2026-01-31" is no instant; write date, time and zone, such as timestamp("2026-01-31T09:00:00Z")',
  ],
  // Form.
  ['', 'line 1, column 1: the condition is empty; write `true` for everyone'],
  ['facts.minutes > ', 'line 1, column 17: something is missing at the end'],
  ['(facts.minutes > 3', 'line 1, column 19: expected ), got the end'],
  ['facts.minutes > 3 and true', 'line 1, column 19: `and` was not expected here; write `&&`'],
  ['not has(facts.cabin)', 'line 1, column 5: `has` was not expected here; write `!`'],
  ['facts.minutes = 3', 'line 1, column 15: `=` was not expected here; write `==`'],
  ['traits.tier == "gold', 'line 1, column 16: the text is not closed; end it with "'],
  ['"é" == "é" && fact', 'line 1, column 15: no variable `fact`; did you mean `facts`?'],
  // What could be made to run for years, or differ from machine to machine.
  [
    'facts.note.matches("(a+)+$")',
    'line 1, column 12: no function `matches`; a regular expression can be made to run for years: use startsWith, endsWith or contains',
  ],
  [
    '[1].map(x, x) == [1]',
    'line 1, column 5: no function `map`; use exists, all or filter, which look at each item as well',
  ],
  [
    '[1].exists(x, [2].exists(y, x == y))',
    'line 1, column 19: `exists` stands within another of its kind; use one at a time',
  ],
  [
    '[1].exists(facts, true)',
    'line 1, column 12: `facts` has a meaning already; call the item something else',
  ],
  ['cel.bind(x, 1, x > 0)', 'line 1, column 1: no variable `cel`'],
  [
    'now.getHours("Europe/Berlin") > 3',
    'line 1, column 5: `getHours` takes no zone; for the customer’s clock now use local.hour',
  ],
  [
    `${'('.repeat(60)}true${')'.repeat(60)}`,
    'line 1, column 41: the condition is too long or nested too deeply; split it into two plays',
  ],
  [
    `${'true && '.repeat(240)}true`,
    'line 1, column 1: the condition is too long or nested too deeply; split it into two plays',
  ],
  ['true'.padEnd(2001), 'line 1, column 2001: the condition is longer than 2000 characters'],
])('%s', (text, fault) => {
  const [first] = faultsOf(text);
  expect(first).toBe(fault);
});

test('all unknown names are told at once', () => {
  expect(faultsOf('facts.cabn == "x" && traits.teir == "y"\n|| forecast.of("seat") > 0.1')).toEqual([
    'line 1, column 7: no fact `cabn` of trip; did you mean `cabin`?',
    'line 1, column 29: no trait `teir`; did you mean `tier`?',
    'line 2, column 16: no reason `seat`',
  ]);
});

test('where nothing is known any name goes, as anything; variables and functions stay what they are', () => {
  expect(faultsOf('facts.x > 3 && traits.y == "z" && events["A B"] < milestones.c', nothing)).toEqual([]);
  expect(
    faultsOf('facts.x == 3 || facts.x == "a" || forecast.of("zz") > 0.1 || facts.flag', nothing),
  ).toEqual([]);
  expect(
    faultsOf('facts.constructor == 1 || facts.__proto__x == 1 || "__proto__" in facts', nothing),
  ).toEqual([]);
  expect(faultsOf('fact.x > 3', nothing)).toHaveLength(1);
  expect(faultsOf('milestones.c > 3', nothing)).toHaveLength(1);
});

test('facts and milestones that subjects of the type have, where the store tells them', () => {
  const narrow = knownOf(airline, {
    subject: 'invoice',
    facts: ['amount', 'minutes'],
    milestones: ['dueAt'],
  });
  expect(faultsOf('facts.amount == "x" && milestones.dueAt > now', narrow)).toEqual([]);
  expect(faultsOf('facts.minutes == "x"', narrow)).toHaveLength(1);
  expect(faultsOf('facts.cabin == "x"', narrow)).toEqual(['line 1, column 7: no fact `cabin` of invoice']);
  expect(faultsOf('milestones.departure > now', narrow)).toEqual([
    'line 1, column 12: no milestone `departure` of invoice',
  ]);
  expect(faultsOf('facts.cabin == "x"', knownOf(airline, { facts: [] }))).toEqual([]);
  expect(faultsOf('facts.cabin == "x"', knownOf(undefined, { facts: ['cabbin'] }))).toHaveLength(1);
});

test.each([
  ['facts.bags > 1', [false, false, false]],
  ['forecast.contact24h > 0.1', [true, false, false]],
  ['contacts.count() > 1 || outreach.since() > duration("1h")', [false, true, true]],
  ['[1].exists(item, forecast.of("seat_request") > 0.2)', [true, false, false]],
])('%s tells what it reads', (text, uses) => {
  const checked = checkCondition(text, known);
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  const { usesForecast, usesContacts, usesOutreach } = checked.condition;
  expect([usesForecast, usesContacts, usesOutreach]).toEqual(uses);
});
