import { cityOf } from './cities.ts';
import type { Instant } from './time.ts';
import { HOUSTON, iso } from './time.ts';
import type { Trip } from './trips.ts';

/** What the airline's systems record of a trip, in the words of data/airline. */
export type AirlineEvent = { at: Instant; id: string } & (
  | { name: 'Flight Booked'; departsAt: Instant }
  | { name: 'Schedule Changed' | 'Flight Delayed'; departsAt: Instant; minutes: number }
  | { name: 'Flight Cancelled'; cause: string }
  | { name: 'Checked In' | 'Flight Departed' | 'Flight Arrived' | 'Bag Mishandled' | 'Bag Delivered' }
);

/** Everything that happens on a trip, in order of time; ids are the same at every run. */
export function eventsOf(trip: Trip): AirlineEvent[] {
  const { flight, announcements, bookedAt } = trip;
  const past = announcements.notices.filter((notice) => notice.at <= bookedAt && notice.kind !== 'cancelled');
  const last = past.at(-1);
  const onSale = last && last.kind !== 'cancelled' ? last.departsAt : announcements.onSale;
  const events: AirlineEvent[] = [
    { name: 'Flight Booked', at: bookedAt, id: `${trip.id}-booked`, departsAt: onSale },
  ];
  let n = 0;
  for (const notice of announcements.notices) {
    if (notice.at <= bookedAt) continue;
    const { at } = notice;
    if (notice.kind === 'cancelled') {
      events.push({ name: 'Flight Cancelled', at, id: `${trip.id}-cancelled`, cause: notice.cause });
      continue;
    }
    const name = notice.kind === 'delay' ? 'Flight Delayed' : 'Schedule Changed';
    const { departsAt, minutes } = notice;
    events.push({ name, at, id: `${trip.id}-notice-${++n}`, departsAt, minutes });
  }
  const add =
    (name: 'Checked In' | 'Flight Departed' | 'Flight Arrived' | 'Bag Mishandled' | 'Bag Delivered') =>
    (at: Instant | null | undefined): void => {
      if (at) events.push({ name, at, id: `${trip.id}-${name.toLowerCase().replace(' ', '-')}` });
    };
  add('Checked In')(trip.checkedInAt);
  add('Flight Departed')(flight.departed);
  add('Flight Arrived')(flight.arrived);
  add('Bag Mishandled')(trip.bag?.lostAt);
  add('Bag Delivered')(trip.bag?.deliveredAt);
  return events.sort((a, b) => a.at - b.at);
}

/** An event as a Segment `track` message. */
export function trackMessage(trip: Trip, event: AirlineEvent): Record<string, unknown> {
  const { flight, seatAssigned, bags, fare } = trip;
  const { origin, destination } = flight;
  const booked = event.name === 'Flight Booked';
  return {
    type: 'track',
    messageId: event.id,
    userId: trip.customer.id,
    event: event.name,
    timestamp: iso(event.at),
    properties: {
      tripId: trip.id,
      flight: flight.code,
      origin,
      originCity: cityOf(origin),
      originTimeZone: HOUSTON,
      destination,
      destinationCity: cityOf(destination),
      international: false,
      ...('departsAt' in event ? { departsAt: iso(event.departsAt) } : {}),
      ...('minutes' in event ? { minutes: event.minutes } : {}),
      ...('cause' in event ? { cause: event.cause } : {}),
      ...(booked ? { seatAssigned, bags, fare } : {}),
      ...(event.name.startsWith('Bag ') ? { bags: 1 } : {}),
    },
  };
}
