import { describe, expect, test } from 'vitest';
import type { Customer, Subject, SubjectChange } from '../../customers/index.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../platform/index.ts';
import { aboutOf, answerFor } from './answer.ts';
import { reasonBook } from './catalogue.ts';
import type { Locale } from './locale.ts';

const reasonOf = reasonBook().of;

/** 5:00 PM on Monday, 5 January 2026, in Chicago. */
const NOW = Date.parse('2026-01-05T23:00:00Z');
const customer: Customer = {
  bucket: 0,
  id: 'A1',
  traits: { firstName: 'Ashley', lastName: 'Moore', email: 'ashley@example.com' },
  timeZone: 'America/Chicago',
  locale: 'en-US',
  firstSeen: 0,
};

type Told = { event: string; at: Instant; departure?: Instant; facts?: Record<string, unknown> };

/** A trip as its events leave it, with its versions. */
function trip(id: string, events: Told[]): { subject: Subject; versions: SubjectChange[] } {
  const subject: Subject = {
    customerId: 'A1',
    type: 'trip',
    id,
    facts: {},
    factTimes: {},
    milestones: {},
    lastEvents: {},
    version: events.length,
    openedAt: events[0]?.at ?? 0,
    updatedAt: events.at(-1)?.at ?? 0,
  };
  const versions = events.map(({ event, at, departure, facts = {} }, index): SubjectChange => {
    Object.assign(subject.facts, facts);
    for (const name of Object.keys(facts)) subject.factTimes[name] = at;
    if (departure !== undefined)
      subject.milestones.departure = {
        at: departure,
        knownAt: at,
        since: at,
        version: index + 1,
        first: subject.milestones.departure?.first ?? { at: departure, knownAt: at },
      };
    subject.lastEvents[event] = at;
    const milestones: Record<string, Instant> = departure === undefined ? {} : { departure };
    return {
      customerId: 'A1',
      type: 'trip',
      id,
      version: index + 1,
      at,
      messageId: `${id}${index}`,
      event,
      changes: { facts, milestones },
    };
  });
  return { subject, versions };
}

const booked = (departure: Instant, facts: Record<string, unknown> = {}): Told => ({
  event: 'Flight Booked',
  at: NOW - 10 * DAY,
  departure,
  facts: {
    flight: 'HA123',
    destination: 'Denver',
    fare: 'basic',
    seat: '12A',
    email: 'ashley@example.com',
    ...facts,
  },
});

function answer(
  trips: ReturnType<typeof trip>[],
  name = 'flight_status',
  who = customer,
  withVersions = true,
  locale: Locale = 'en',
) {
  return answerFor(reasonOf(name), {
    customer: who,
    subjects: trips.map(({ subject }) => subject),
    versions: withVersions ? trips.flatMap(({ versions }) => versions) : [],
    now: NOW,
    timeZone: 'America/New_York',
    locale,
  })?.text;
}

const at = (offset: number) => NOW + offset;
const AT_620 = at(80 * MINUTE);

describe('flight status', () => {
  const table: [string, Told[], string][] = [
    [
      'as planned',
      [booked(AT_620)],
      'Your flight HA123 to Denver is expected to leave today at 6:20 PM, as planned.',
    ],
    [
      'delayed',
      [booked(at(20 * MINUTE)), { event: 'Flight Delayed', at: at(-HOUR), departure: at(65 * MINUTE) }],
      'Your flight HA123 to Denver is now expected to leave today at 6:05 PM, 45 minutes later than first planned.',
    ],
    [
      'delayed twice: counted from the first plan',
      [
        booked(at(20 * MINUTE)),
        { event: 'Flight Delayed', at: at(-2 * HOUR), departure: at(65 * MINUTE) },
        { event: 'Flight Delayed', at: at(-HOUR), departure: at(85 * MINUTE) },
      ],
      'Your flight HA123 to Denver is now expected to leave today at 6:25 PM, 1 hour and 5 minutes later than first planned.',
    ],
    [
      'moved earlier',
      [booked(at(3 * HOUR)), { event: 'Schedule Changed', at: at(-HOUR), departure: at(2 * HOUR) }],
      'Your flight HA123 to Denver is now expected to leave today at 7:00 PM, 1 hour earlier than first planned.',
    ],
    [
      'history begins with the delay',
      [
        {
          event: 'Flight Delayed',
          at: at(-HOUR),
          departure: at(65 * MINUTE),
          facts: { flight: 'HA1', minutes: 125 },
        },
      ],
      'Your flight HA1 is now expected to leave today at 6:05 PM, 2 hours and 5 minutes later than first planned.',
    ],
    [
      'tomorrow, with the gate',
      [booked(at(8 * HOUR), { gate: 'B12' })],
      'Your flight HA123 to Denver is expected to leave tomorrow at 1:00 AM, as planned. The gate is B12.',
    ],
    [
      'on a weekday',
      [booked(at(3 * DAY))],
      'Your flight HA123 to Denver is expected to leave on Thursday at 5:00 PM, as planned.',
    ],
    [
      'weeks ahead',
      [booked(at(30 * DAY))],
      'Your flight HA123 to Denver is expected to leave on February 4 at 5:00 PM, as planned.',
    ],
    [
      'cancelled',
      [
        booked(AT_620),
        { event: 'Flight Cancelled', at: at(-HOUR) },
        { event: 'Refund Requested', at: at(-MINUTE) },
      ],
      'Your flight HA123 to Denver, planned for today at 6:20 PM, has been cancelled.',
    ],
    [
      'cancelled and then rebooked on the same trip',
      [
        booked(AT_620),
        { event: 'Flight Cancelled', at: at(-2 * HOUR) },
        { event: 'Flight Rebooked', at: at(-HOUR), departure: at(2 * HOUR) },
      ],
      'Your flight HA123 to Denver is now expected to leave today at 7:00 PM, 40 minutes later than first planned.',
    ],
    [
      'departed',
      [booked(at(-HOUR)), { event: 'Flight Departed', at: at(-50 * MINUTE) }],
      'Your flight HA123 to Denver left today at 4:10 PM.',
    ],
    [
      'back at the gate with a new time',
      [
        booked(at(-HOUR)),
        { event: 'Flight Departed', at: at(-50 * MINUTE) },
        { event: 'Flight Delayed', at: at(-MINUTE), departure: at(HOUR) },
      ],
      'Your flight HA123 to Denver is now expected to leave today at 6:00 PM, 2 hours later than first planned.',
    ],
    [
      'landed',
      [
        booked(at(-4 * HOUR)),
        { event: 'Flight Departed', at: at(-4 * HOUR) },
        { event: 'Flight Arrived', at: at(-HOUR) },
      ],
      'Your flight HA123 to Denver has landed.',
    ],
    [
      'its time has passed and nothing was told',
      [booked(at(-20 * MINUTE))],
      "Your flight HA123 to Denver was expected to leave today at 4:40 PM. I can't see yet that it has left.",
    ],
    [
      'airport code and zone of the origin',
      [booked(AT_620, { destination: 'DEN', originTimeZone: 'America/Denver' })],
      'Your flight HA123 to Denver is expected to leave today at 5:20 PM, as planned.',
    ],
    [
      'unknown airport',
      [booked(AT_620, { destination: 'QXZ' })],
      'Your flight HA123 to Q X Z is expected to leave today at 6:20 PM, as planned.',
    ],
    [
      'facts that are nothing to say aloud',
      [booked(AT_620, { flight: '<Say>', destination: { city: 'X' }, originTimeZone: 'Mars/Base' })],
      'Your flight is expected to leave today at 6:20 PM, as planned.',
    ],
  ];
  test.each(table)('%s', (_, events, expected) => {
    expect(answer([trip('T1', events)])).toBe(expected);
  });

  test('without versions nothing is said of the plan', () => {
    expect(answer([trip('T1', [booked(AT_620)])], 'flight_status', customer, false)).toBe(
      'Your flight HA123 to Denver is expected to leave today at 6:20 PM.',
    );
  });

  test('a customer without a zone hears the time of the default zone', () => {
    const nowhere = { ...customer, timeZone: null };
    expect(answer([trip('T1', [booked(AT_620)])], 'flight_status', nowhere)).toContain('at 7:20 PM');
  });

  test('daylight saving begins in between', () => {
    const now = Date.parse('2026-03-08T05:00:00Z');
    const known = {
      locale: 'en' as const,
      customer,
      subjects: [trip('T', [booked(Date.parse('2026-03-09T05:30:00Z'))]).subject],
      versions: [],
    };
    expect(answerFor(reasonOf('flight_status'), { ...known, now, timeZone: 'UTC' })?.text).toContain(
      'on Monday at 12:30 AM',
    );
  });
});

describe('which trip is meant', () => {
  const of = (id: string, departure: Instant, ...more: Told[]) =>
    trip(id, [booked(departure, { flight: id }), ...more]);
  const departed = (when: Instant): Told => ({ event: 'Flight Departed', at: when });
  const cancelled: Told = { event: 'Flight Cancelled', at: at(-HOUR) };
  const table: [string, ReturnType<typeof trip>[], string[]][] = [
    ['the next of several', [of('HA3', at(5 * DAY)), of('HA1', at(-5 * DAY)), of('HA2', at(DAY))], ['HA2']],
    [
      'at hand rather than just gone',
      [of('HA1', at(-2 * HOUR), departed(at(-2 * HOUR))), of('HA2', at(2 * HOUR))],
      ['HA2'],
    ],
    [
      'just gone rather than in weeks',
      [of('HA1', at(-HOUR), departed(at(-HOUR))), of('HA2', at(20 * DAY))],
      ['HA1'],
    ],
    [
      'in weeks rather than long gone',
      [of('HA1', at(-12 * HOUR), departed(at(-12 * HOUR))), of('HA2', at(20 * DAY))],
      ['HA2'],
    ],
    ['long gone is none', [of('HA1', at(-3 * DAY), departed(at(-3 * DAY)))], []],
    [
      'cancelled today and then another',
      [of('HA1', at(HOUR), cancelled), of('HA2', at(3 * HOUR))],
      ['HA1', 'HA2'],
    ],
    [
      'cancelled one far off is left out',
      [of('HA1', at(9 * DAY), cancelled), of('HA2', at(10 * DAY))],
      ['HA2'],
    ],
    [
      'a later one cancelled changes nothing',
      [of('HA1', at(HOUR)), of('HA2', at(3 * HOUR), cancelled)],
      ['HA1'],
    ],
    ['none at all', [], []],
  ];
  test.each(table)('%s', (_, trips, flights) => {
    const text = answer(trips) ?? '';
    expect([...text.matchAll(/HA\d/g)].map(([flight]) => flight)).toEqual(flights);
  });
});

test('a refund is answered for a person only', () => {
  const asked = trip('T1', [booked(at(-9 * DAY)), { event: 'Refund Requested', at: at(-2 * DAY) }]).subject;
  const known = {
    customer,
    subjects: [asked],
    versions: [],
    now: NOW,
    timeZone: 'UTC',
    locale: 'en' as const,
  };
  expect(answerFor(reasonOf('refund_status'), known)).toMatchObject({
    level: 'verified',
    text: 'The refund for flight HA123 was asked for on January 3 and is not paid yet.',
  });
});

test('a reason without an answer has none', () => {
  expect(answer([trip('T1', [booked(AT_620)])], 'change_booking')).toBeUndefined();
  expect(answer([trip('T1', [booked(AT_620)])], 'contract_renewal')).toBeUndefined();
});

test('in Spanish, too', () => {
  const delayed = trip('T1', [
    booked(at(20 * MINUTE)),
    { event: 'Flight Delayed', at: at(-HOUR), departure: at(65 * MINUTE), facts: { gate: 'B7' } },
  ]);
  expect(answer([delayed], 'flight_status', customer, true, 'es')).toBe(
    'Su vuelo HA123 a Denver tiene ahora la salida prevista hoy a las 18:05, 45 minutos más tarde de lo previsto. La puerta de embarque es la B7.',
  );
});

test.each([
  [at(80 * MINUTE), 'your flight to Denver this evening', 'su vuelo a Denver esta tarde'],
  [at(5 * HOUR), 'your flight to Denver tonight', 'su vuelo a Denver esta noche'],
  [at(16 * HOUR), 'your flight to Denver tomorrow morning', 'su vuelo a Denver mañana por la mañana'],
  [at(3 * DAY), 'your flight to Denver on Thursday', 'su vuelo a Denver el jueves'],
  [at(30 * DAY), 'your flight to Denver on February 4', 'su vuelo a Denver el 4 de febrero'],
])('a question may name what it is about: %s', (departure, en, es) => {
  const { subject, versions } = trip('T1', [booked(departure)]);
  const known = { customer, subjects: [subject], versions, now: NOW, timeZone: 'UTC' };
  const reason = reasonOf('flight_status');
  expect(aboutOf(reason, { ...known, locale: 'en' }, 'public')).toBe(en);
  expect(aboutOf(reason, { ...known, locale: 'es' }, 'public')).toBe(es);
  expect(aboutOf(reason, { ...known, locale: 'en' }, 'open')).toBeNull();
});
