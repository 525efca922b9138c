import type { Announcements } from './notices.ts';
import type { Customer } from './people.ts';
import type { Random } from './random.ts';
import { normal, pick, stream, uniform } from './random.ts';
import type { Flight } from './schedule.ts';
import type { DayNumber, Instant } from './time.ts';
import { compactDay, DAY, HOUR, houstonDay, houstonInstant, MINUTE } from './time.ts';

/** One passenger on one flight. */
export interface Trip {
  id: string;
  customer: Customer;
  flight: Flight;
  announcements: Announcements;
  bookedAt: Instant;
  seatAssigned: boolean;
  bags: number;
  fare: 'basic' | 'standard' | 'flexible';
  checkedInAt: Instant | null;
  bag: { lostAt: Instant; deliveredAt: Instant } | null;
}

/** Nobody flies out twice within three days: a third of the customers may fly on any one day. */
const PHASES = 3;

/** Weighted choice without repetition: the `count` largest of u^(1/weight) (Efraimidis and Spirakis 2006). */
function sample<T>(random: Random, from: readonly T[], weight: (item: T) => number, count: number): T[] {
  return from
    .map((item) => ({ item, key: Math.log(random()) / weight(item) }))
    .sort((a, b) => b.key - a.key)
    .slice(0, count)
    .map(({ item }) => item);
}

function bookingTime(random: Random, flight: Flight): Instant {
  // One in twenty-five books hours before; not on a flight that is already in trouble.
  if (random() < 0.04 && !flight.cause) return flight.scheduled - Math.round((5 + 15 * random()) * HOUR);
  const days = Math.min(40, 1 + Math.round(8 * Math.exp(0.9 * normal(random))));
  const minute = Math.floor(7 * 60 + 15 * 60 * random());
  const at = houstonInstant(houstonDay(flight.scheduled) - days, minute) + Math.floor(random() * 60_000);
  return Math.min(at, flight.scheduled - 26 * HOUR);
}

function checkIn(random: Random, trip: Pick<Trip, 'flight' | 'bookedAt' | 'announcements' | 'customer'>) {
  const keen = random() < 0.5;
  const before = (keen ? 20 + 4 * random() : 1.5 + 18 * random() ** 1.5) * HOUR;
  const skipped = random() < 0.14 + (trip.customer.age > 68 ? 0.16 : 0);
  const at = Math.floor(Math.max(trip.flight.scheduled - before, trip.bookedAt + 10 * MINUTE));
  const cancelled = trip.announcements.notices.find((notice) => notice.kind === 'cancelled');
  return skipped || (cancelled && at >= cancelled.at) ? null : at;
}

function lostBag(random: Random, flight: Flight, bags: number): Trip['bag'] {
  const late = flight.departed === null ? 0 : flight.departed - flight.scheduled;
  const lost = random() < bags * (late > HOUR ? 0.03 : 0.018);
  const [found, way] = [random(), random()];
  if (!lost || flight.arrived === null) return null;
  const lostAt = flight.arrived + Math.floor((35 + 40 * found) * MINUTE);
  return { lostAt, deliveredAt: lostAt + Math.floor((9 + 50 * way ** 1.6) * HOUR) };
}

function makeTrip(seed: number, customer: Customer, flight: Flight, announcements: Announcements): Trip {
  const random = stream(seed, 'trip', flight.day, customer.id);
  const bookedAt = bookingTime(random, flight);
  const fare = pick<Trip['fare']>(random, [
    ['basic', 40],
    ['standard', 45],
    ['flexible', 15],
  ]);
  const bags = pick(random, [
    [0, fare === 'basic' ? 55 : 38],
    [1, 42],
    [2, 12],
    [3, 2],
  ]);
  const seatAssigned = random() < (fare === 'basic' ? 0.35 : 0.85);
  return {
    id: `T${compactDay(flight.day)}-${customer.id}`,
    customer,
    flight,
    announcements,
    bookedAt,
    seatAssigned,
    bags,
    fare,
    checkedInAt: checkIn(random, { flight, bookedAt, announcements, customer }),
    bag: lostBag(random, flight, bags),
  };
}

/**
 * The trips of one day's departures. It depends on the seed, the day and the number alone, so a trip is the same one
 * whichever days are generated around it.
 */
export function tripsOfDay(
  seed: number,
  day: DayNumber,
  count: number,
  customers: readonly Customer[],
  flights: readonly Flight[],
  announcementsOf: (flight: Flight) => Announcements,
): Trip[] {
  if (flights.length === 0) return [];
  const random = stream(seed, 'day', day);
  const able = customers.filter((customer) => customer.index % PHASES === day % PHASES);
  const popular = flights.map(
    (flight) => [flight, 0.15 + uniform(seed, 'popular', flight.code) ** 3] as const,
  );
  return sample(random, able, (customer) => customer.restlessness, count).map((customer) => {
    const flight = pick(random, popular);
    return makeTrip(seed, customer, flight, announcementsOf(flight));
  });
}

/** When nothing more happens on a trip that would make anybody call. */
export function endOf(trip: Trip): Instant {
  if (trip.bag) return trip.bag.deliveredAt + 6 * HOUR;
  if (trip.flight.cause) return trip.flight.scheduled + 10 * DAY;
  return (trip.flight.departed ?? trip.flight.scheduled) + HOUR;
}
