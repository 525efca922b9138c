import { expect, test } from 'vitest';
import type { TimelineEntry } from '../../customers/index.ts';
import { HOUR, iso } from '../../platform/index.ts';
import { lifeOf } from './life.ts';
import { indexed, occurrencesOf, placesOf, spansIn } from './occurrences.ts';
import type { Anchor, Trigger } from './types.ts';

const event = (hour: number, name: string, properties: Record<string, unknown> = {}): TimelineEntry => ({
  kind: 'event',
  at: hour * HOUR,
  name,
  properties,
});
const at = (hour: number) => iso(hour * HOUR);
const departure: Anchor = { kind: 'milestone', subject: 'trip', name: 'departure' };
const trigger = (anchor: Anchor, from: number, to: number, without: string | null = null): Trigger => ({
  anchor,
  without,
  late: false,
  window: { from, to },
});
const spans = (timeline: TimelineEntry[], sought: Trigger) =>
  occurrencesOf(sought, indexed(lifeOf('A', timeline, 1e6 * HOUR))).map(({ opens, spans }) => [
    opens / HOUR,
    ...spans.map(({ after, upTo }) => [after / HOUR, upTo / HOUR]),
  ]);

const booked = event(0, 'Booked', { tripId: 'T', departsAt: at(100) });

test.each<[string, TimelineEntry[], Trigger, unknown]>([
  ['an event', [event(5, 'X')], trigger({ kind: 'event', name: 'X' }, 0, 6), [[5, [5, 11]]]],
  [
    'an event until another on its subject',
    [event(5, 'X', { orderId: 1 }), event(6, 'Y', { orderId: 2 }), event(8, 'Y', { orderId: 1 })],
    trigger({ kind: 'event', name: 'X' }, 0, 6, 'Y'),
    [[5, [5, 8]]],
  ],
  [
    'nothing is overdue once it has come',
    [event(5, 'X', { orderId: 1 }), event(8, 'Y', { orderId: 1 })],
    trigger({ kind: 'event', name: 'X' }, 6, 24, 'Y'),
    [],
  ],
  ['before a milestone', [booked], trigger(departure, -24, 0), [[76, [76, 100]]]],
  [
    'told of within its window',
    [event(90, 'Booked', { tripId: 'T', departsAt: at(100) })],
    trigger(departure, -24, 0),
    [[90, [90, 100]]],
  ],
  [
    'moved later while the window is open: it closes, and opens where it then belongs',
    [booked, event(80, 'Delayed', { tripId: 'T', departsAt: at(150) })],
    trigger(departure, -24, 0),
    [[76, [76, 80], [126, 150]]],
  ],
  [
    'moved earlier: it is open from the moment that this is known',
    [booked, event(60, 'Changed', { tripId: 'T', departsAt: at(70) })],
    trigger(departure, -24, 0),
    [[60, [60, 70]]],
  ],
  [
    'the move itself, by direction',
    [
      booked,
      event(60, 'Changed', { tripId: 'T', departsAt: at(70) }),
      event(61, 'Changed', { tripId: 'T', departsAt: at(90) }),
    ],
    trigger({ ...departure, kind: 'moved', direction: 'later' }, 0, 6),
    [[61, [61, 67]]],
  ],
  [
    'a date of an event about no subject',
    [event(0, 'Offer Ending', { endsAt: at(50) })],
    trigger({ kind: 'milestone', subject: 'Offer Ending', name: 'endsAt' }, 0, 24),
    [[50, [50, 74]]],
  ],
])('%s', (_, timeline, sought, expected) => {
  expect(spans(timeline, sought)).toEqual(expected);
});

test('what overlaps is counted once', () => {
  const life = indexed(lifeOf('A', [event(0, 'X'), event(2, 'X'), event(9, 'X')], 1e9 * HOUR));
  const places = placesOf({ kind: 'event', name: 'X' }, null, life);
  expect([...spansIn(places, { from: 0, to: 3 })].map((at) => at / HOUR)).toEqual([0, 5, 9, 12]);
});
