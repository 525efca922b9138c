import type { AirlineEvent } from './airline-events.ts';
import { eventsOf } from './airline-events.ts';
import type { Reason } from './reasons.ts';
import { reasons } from './reasons.ts';
import type { Instant } from './time.ts';
import { MINUTE } from './time.ts';
import type { Trip } from './trips.ts';

/** What one passenger knows and has done about one trip, up to `cursor`. */
export interface Passenger {
  trip: Trip;
  events: AirlineEvent[];
  /** How many of the events have happened. */
  seen: number;
  cursor: Instant;
  /** The departure the airline has on record, and when it last moved. */
  departsAt: Instant;
  movedAt: Instant | null;
  /** By how much a delay or a new schedule has moved it, minutes. */
  minutes: number;
  /** The departure the passenger believes in. */
  believes: Instant;
  /** The departures the latest message that gave a time may have meant. */
  told: Instant[];
  checkedIn: boolean;
  departed: boolean;
  cancelledAt: Instant | null;
  bagLostAt: Instant | null;
  /** The passenger has had a message about the cancellation, the bag. */
  toldCancelled: boolean;
  toldBag: boolean;
  /** When the passenger last had an answer to a reason. */
  settledAt: Partial<Record<Reason, Instant>>;
  /** Hazard spent towards the next contact by reason, and how many contacts there were. */
  spent: Record<Reason, number>;
  made: Record<Reason, number>;
  /** Hazard borne before the next contact; drawn when first needed. */
  patience: Partial<Record<Reason, number>>;
}

const zeros = (): Record<Reason, number> =>
  Object.fromEntries(reasons.map((reason) => [reason, 0])) as Record<Reason, number>;

export function newPassenger(trip: Trip): Passenger {
  const { onSale } = trip.announcements;
  return {
    trip,
    events: eventsOf(trip),
    seen: 0,
    cursor: trip.bookedAt,
    departsAt: onSale,
    movedAt: null,
    minutes: 0,
    believes: onSale,
    told: [],
    checkedIn: false,
    departed: false,
    cancelledAt: null,
    bagLostAt: null,
    toldCancelled: false,
    toldBag: false,
    settledAt: {},
    spent: zeros(),
    made: zeros(),
    patience: {},
  };
}

/** An event of the airline's reaches the trip; the passenger learns of it only where they take part. */
export function happen(passenger: Passenger, event: AirlineEvent): void {
  switch (event.name) {
    case 'Flight Booked':
      passenger.departsAt = event.departsAt;
      passenger.believes = event.departsAt;
      return;
    case 'Flight Delayed':
    case 'Schedule Changed':
      passenger.departsAt = event.departsAt;
      passenger.movedAt = event.at;
      passenger.minutes = event.minutes;
      return;
    case 'Checked In':
      passenger.checkedIn = true;
      passenger.believes = passenger.departsAt;
      return;
    case 'Flight Departed':
      passenger.departed = true;
      return;
    case 'Flight Cancelled':
      passenger.cancelledAt = event.at;
      return;
    case 'Bag Mishandled':
      passenger.bagLostAt = event.at;
      return;
    case 'Bag Delivered':
      passenger.bagLostAt = null;
      return;
    case 'Flight Arrived':
      return;
  }
}

const same = (a: Instant, b: Instant): boolean => Math.abs(a - b) < 3 * MINUTE;

/** The departure has moved and the passenger believes in another. */
export const inTheDark = (passenger: Passenger): boolean => !same(passenger.believes, passenger.departsAt);

/** The last message stated the departure as it now is. */
export const toldRight = (passenger: Passenger): boolean =>
  passenger.told.some((told) => same(told, passenger.departsAt));
