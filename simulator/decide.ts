import { hazard, readiness } from './hazard.ts';
import type { Passenger } from './passenger.ts';
import { happen } from './passenger.ts';
import { normal, pick, stream, uniform } from './random.ts';
import type { ContactChannel, Reason } from './reasons.ts';
import { handleSeconds, reasons } from './reasons.ts';
import type { Instant } from './time.ts';
import { HOUR, iso, MINUTE } from './time.ts';
import type { Trip } from './trips.ts';
import { endOf } from './trips.ts';

/** A passenger decides to get in touch. */
export interface Contact {
  id: string;
  passenger: Passenger;
  channel: ContactChannel;
  reason: Reason;
  at: Instant;
  handleSeconds: number;
  resolved: boolean;
}

/** Days before the flight little changes within the hour; on the day, and after trouble, minutes count. */
function stepAt(p: Passenger, at: Instant): number {
  const trouble = p.bagLostAt ?? p.cancelledAt ?? p.movedAt;
  if (trouble !== null && at - trouble < 12 * HOUR) return 5 * MINUTE;
  if (p.departsAt - at > 100 * HOUR) return 3 * HOUR;
  if (p.departed || p.cancelledAt !== null || p.departsAt - at > 26 * HOUR) return HOUR;
  return p.departsAt - at > 6 * HOUR ? 20 * MINUTE : 5 * MINUTE;
}

export function makeContact(
  seed: number,
  passenger: Passenger,
  reason: Reason,
  at: Instant,
  id: string,
): Contact {
  const random = stream(seed, 'contact', id);
  const urgent = Math.abs(passenger.departsAt - at) < 8 * HOUR;
  const young = passenger.trip.customer.age < 35;
  const channel = pick<ContactChannel>(random, [
    ['voice', urgent ? 72 : 52],
    ['chat', young ? 34 : 20],
    ['email', urgent ? 4 : 20],
  ]);
  const seconds = handleSeconds[reason] * Math.exp(0.45 * normal(random) - 0.1);
  return {
    id,
    passenger,
    channel,
    reason,
    at: Math.floor(at),
    handleSeconds: Math.round(seconds),
    resolved: random() < (reason === 'baggage_tracing' ? 0.6 : 0.88),
  };
}

/** How much hazard a passenger bears before contact number `n`: exponential, so the hazards are what they say. */
const patience = (seed: number, trip: Trip, reason: Reason, n: number): number =>
  -Math.log(uniform(seed, 'patience', trip.id, reason, n));

/**
 * Live through the time up to `until` and return the contacts decided on, some a few minutes after it. Each step sees
 * what is so at its beginning. Without messages the outcome does not depend on how the time is cut into calls.
 */
export function liveUntil(seed: number, p: Passenger, until: Instant): Contact[] {
  const contacts: Contact[] = [];
  const end = endOf(p.trip);
  while (p.cursor < until && p.cursor < end) {
    const at = p.cursor;
    for (let event = p.events[p.seen]; event && event.at <= at; event = p.events[++p.seen]) happen(p, event);
    const step = stepAt(p, at);
    const ready = readiness(p, at);
    for (const reason of reasons) {
      const rate = hazard(p, reason, at) * ready;
      if (rate === 0) continue;
      const before = p.spent[reason];
      p.spent[reason] += (rate * step) / HOUR;
      p.patience[reason] ??= patience(seed, p.trip, reason, p.made[reason]);
      const limit = p.patience[reason];
      if (p.spent[reason] < limit) continue;
      const when = at + ((limit - before) / (p.spent[reason] - before)) * step;
      p.spent[reason] = 0;
      delete p.patience[reason];
      p.made[reason] += 1;
      p.settledAt[reason] = when;
      if (reason === 'flight_status') p.believes = p.departsAt;
      const id = `${p.trip.id}-${reason}-${p.made[reason]}`;
      contacts.push(makeContact(seed, p, reason, when, id));
    }
    p.cursor = at + step;
  }
  return contacts;
}

/** A row of contacts.csv. */
export const contactRow = (c: Contact): (string | number | boolean)[] => [
  c.id,
  c.passenger.trip.customer.id,
  c.channel,
  c.reason,
  iso(c.at),
  c.handleSeconds,
  c.resolved,
];
