import type { Announcements } from './notices.ts';
import { announce } from './notices.ts';
import type { Customer } from './people.ts';
import { makeCustomers } from './people.ts';
import type { Flight } from './schedule.ts';
import { FLIGHTS_FILE, parseFlights, readFlightsFile } from './schedule.ts';
import type { DayNumber, Instant } from './time.ts';
import { houstonDay, parseInstant } from './time.ts';
import type { Trip } from './trips.ts';
import { tripsOfDay } from './trips.ts';

/**
 * Sunday 9 October 2011, four in the morning in Houston: by night 237 of the day's 389 departures (Continental and
 * ExpressJet) will have left a quarter of an hour late or more and 30 been cancelled; two ordinary days follow. The
 * three weeks before have delays of every size and 74 cancellations to learn from.
 */
export const BOUNDARY = parseInstant('2011-10-09T09:00:00Z');
export const HISTORY_DAYS = 21;
export const SEED = 1;
const CUSTOMERS = 2500;
/** Trips a day before and from the boundary's day. */
const BEFORE = 200;
const AFTER = 380;
/** Departures are on sale this many days beyond the boundary; a live run ends before. */
export const ON_SALE_DAYS = 10;
/** A passenger of a cancelled flight may still ask for money this many days later. */
const AFTERMATH_DAYS = 11;

export interface WorldParameters {
  seed: number;
  /** Where history ends and live begins. Both must be given the same. */
  boundary: Instant;
  /** How many days of departures history has. */
  historyDays: number;
  flightsFile?: string;
}

export interface World {
  seed: number;
  boundary: Instant;
  customers: Customer[];
  trips: Trip[];
}

function makeWorld(parameters: WorldParameters, from: DayNumber): World {
  const { seed, boundary } = parameters;
  const today = houstonDay(boundary);
  const to = today + ON_SALE_DAYS;
  const byDay = new Map<DayNumber, Flight[]>();
  for (const flight of parseFlights(readFlightsFile(parameters.flightsFile ?? FLIGHTS_FILE), from, to)) {
    const flights = byDay.get(flight.day);
    if (flights) flights.push(flight);
    else byDay.set(flight.day, [flight]);
  }
  const announcements = new Map<string, Announcements>();
  const announcementsOf = (flight: Flight): Announcements => {
    const known = announcements.get(flight.id) ?? announce(seed, flight);
    announcements.set(flight.id, known);
    return known;
  };
  const customers = makeCustomers(seed, CUSTOMERS);
  const trips: Trip[] = [];
  for (let day = from; day <= to; day++) {
    const count = day < today ? BEFORE : AFTER;
    trips.push(...tripsOfDay(seed, day, count, customers, byDay.get(day) ?? [], announcementsOf));
  }
  return { seed, boundary, customers, trips };
}

/** Every trip history tells of. */
export const historyWorld = (parameters: WorldParameters): World =>
  makeWorld(parameters, houstonDay(parameters.boundary) - parameters.historyDays);

/** The trips of history that may still matter after the boundary, and all that come. */
export const liveWorld = (parameters: WorldParameters): World =>
  makeWorld(parameters, houstonDay(parameters.boundary) - Math.min(parameters.historyDays, AFTERMATH_DAYS));
