import type { Passenger } from './passenger.ts';
import { inTheDark, toldRight } from './passenger.ts';
import type { Reason } from './reasons.ts';
import type { Instant } from './time.ts';
import { DAY, HOUR, localMinuteOfDay, MINUTE } from './time.ts';

/** A message that states the current departure takes away seven flight_status contacts in ten. */
const TOLD_RIGHT = 0.3;
/** Somebody who has just had an answer seldom asks again. */
const SETTLED = 0.12;

/** How readily this passenger gets in touch at this hour of theirs: few call at night. */
export function readiness(passenger: Passenger, at: Instant): number {
  return passenger.trip.customer.temperament * awake(passenger, at);
}

function awake(passenger: Passenger, at: Instant): number {
  const hour = localMinuteOfDay(passenger.trip.customer.timezone, at) / 60;
  if (hour < 5.5) return 0.06;
  if (hour < 8) return 0.5;
  return hour < 22 ? 1 : 0.3;
}

function flightStatus(p: Passenger, at: Instant): number {
  if (p.departed || p.cancelledAt !== null) return 0;
  const left = (p.departsAt - at) / HOUR;
  if (left > 24) return 0;
  const near = Math.exp(-Math.max(0, left) / 3);
  // On the day of travel some call to be sure, whatever they know.
  const confirm = 0.0009 + 0.012 * near;
  const delayed = p.movedAt !== null && at - p.movedAt < DAY && p.minutes >= 15;
  const size = Math.min(3, Math.max(15, Math.abs(p.minutes)) / 60) ** 0.6;
  const overdue = at > p.believes - 40 * MINUTE ? 2.2 : 1;
  const unsure = delayed ? 0.13 * size * (0.25 + near) * overdue : 0;
  const known = toldRight(p) || !inTheDark(p);
  return (
    (confirm * (toldRight(p) ? TOLD_RIGHT : 1) + unsure * (known ? TOLD_RIGHT : 1)) *
    TIERS[p.trip.customer.tier]
  );
}

/** Frequent flyers have an app and a habit of looking there. */
const TIERS = { none: 1.1, silver: 0.95, gold: 0.75, platinum: 0.6 };
const FARES = { basic: 0.6, standard: 1, flexible: 2.2 };

function changeBooking(p: Passenger, at: Instant): number {
  if (p.cancelledAt !== null) {
    const since = (at - p.cancelledAt) / HOUR;
    return 0.11 * Math.exp(-since / 6) * (p.toldCancelled ? 0.6 : 1);
  }
  if (p.departed) return 0;
  const moved = p.movedAt !== null && Math.abs(p.minutes) >= 45;
  const since = moved && p.movedAt !== null ? (at - p.movedAt) / HOUR : 0;
  const connection = moved ? 0.022 * Math.min(3, Math.abs(p.minutes) / 90) * Math.exp(-since / 14) : 0;
  return 0.00011 * FARES[p.trip.fare] + connection;
}

function refund(p: Passenger, at: Instant): number {
  if (p.cancelledAt === null) return 0;
  const days = (at - p.cancelledAt) / DAY;
  return days < 0.75 ? 0.001 : 0.0035 * Math.exp(-Math.abs(days - 4) / 3);
}

function bagTracing(p: Passenger, at: Instant): number {
  if (p.bagLostAt === null) return 0;
  const since = (at - p.bagLostAt) / HOUR;
  return (0.025 + 0.05 * Math.exp(-since / 4) + 0.001 * since) * (p.toldBag ? 0.45 : 1);
}

function bagAllowance(p: Passenger, left: number): number {
  if (p.departed || p.cancelledAt !== null || left > 96) return 0;
  const fare = p.trip.fare === 'basic' ? 1.8 : 0.8;
  return 0.00055 * fare * (p.trip.bags === 0 ? 0.3 : p.trip.bags === 1 ? 1 : 2.8) * (left < 30 ? 1.8 : 0.8);
}

function seat(p: Passenger, at: Instant, left: number): number {
  if (p.departed || p.cancelledAt !== null) return 0;
  const fresh = at - p.trip.bookedAt < 36 * HOUR;
  const close = left < 36;
  if (!fresh && !close) return 0;
  return (p.trip.seatAssigned ? 0.00012 : 0.0019) * (close && p.checkedIn ? 0.5 : 1);
}

function checkin(p: Passenger, left: number): number {
  if (p.departed || p.cancelledAt !== null || left > 24 || left < 0) return 0;
  const age = p.trip.customer.age > 64 ? 2.6 : 1;
  return (p.checkedIn ? 0.0002 : 0.0038) * age;
}

function rate(p: Passenger, reason: Reason, at: Instant, left: number): number {
  switch (reason) {
    case 'flight_status':
      return flightStatus(p, at);
    case 'change_booking':
      return changeBooking(p, at);
    case 'refund_status':
      return refund(p, at);
    case 'baggage_tracing':
      return bagTracing(p, at);
    case 'baggage_allowance':
      return bagAllowance(p, left);
    case 'seat_request':
      return seat(p, at, left);
    case 'checkin_help':
      return checkin(p, left);
    case 'other':
      return p.departed ? 0 : 0.00006;
  }
}

/** Contacts an hour for a reason, given what is so just before `at`; to be multiplied by the readiness. */
export function hazard(p: Passenger, reason: Reason, at: Instant): number {
  const settled = p.settledAt[reason];
  const again = settled !== undefined && (p.movedAt ?? 0) < settled ? SETTLED : 1;
  return rate(p, reason, at, (p.departsAt - at) / HOUR) * again;
}
