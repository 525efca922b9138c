import { DateTime } from 'luxon';
import { type Customer, type Subject, zoneToTell } from '../customers/index.ts';
import { HOUR, type Instant } from '../platform/index.ts';

/** How many contacts came in each local hour of the day. */
export type Hours = readonly number[];

/** What is usual of hours counts like so many contacts of the customer's own. */
const TRUST = 12;
/** Where nothing is known: by day rather than by night. */
const BY_DAY: Hours = Array.from({ length: 24 }, (_, hour) => (hour >= 9 && hour < 20 ? 1 : 0.1));

/**
 * The moment in [from, to] in the hour in which a customer is likeliest to attend to a message: the hours in which they
 * get in touch, each with its neighbours, shrunk to the hours of their like. Ties go to the earlier. Pure; `zone` is
 * IANA.
 */
export function bestMoment(
  from: Instant,
  to: Instant,
  zone: string,
  contacts: readonly Instant[],
  usual: Hours | null,
): { at: Instant; why: string } {
  const own = hoursOf(contacts, zone);
  const like = shares(usual && sum(usual) > 0 ? usual : BY_DAY);
  const weight = (hour: number) =>
    (near(own, hour) + TRUST * (like[hour] as number)) / (contacts.length + TRUST);
  const moments = [from];
  const first = DateTime.fromMillis(from, { zone }).startOf('hour').plus({ hours: 1 }).toMillis();
  for (let at = first; at <= to; at += HOUR) moments.push(at);
  let best = { at: from, hour: localHour(from, zone) };
  for (const at of moments) {
    const hour = localHour(at, zone);
    if (weight(hour) > weight(best.hour) + 1e-12) best = { at, hour };
  }
  const about = Math.round(near(own, best.hour) * 10) / 10;
  const why =
    about > 0
      ? `about ${best.hour}:00, near which ${countNear(own, best.hour)} of their ${contacts.length} contacts came`
      : `about ${best.hour}:00, when customers usually get in touch`;
  return { at: best.at, why };
}

export function hoursOf(contacts: readonly Instant[], zone: string): number[] {
  const hours = new Array<number>(24).fill(0);
  for (const at of contacts) {
    const hour = localHour(at, zone);
    hours[hour] = (hours[hour] as number) + 1;
  }
  return hours;
}

function localHour(at: Instant, zone: string): number {
  return DateTime.fromMillis(at, { zone }).hour;
}

/** An hour with half of each of its neighbours, the day being round; the whole day sums to what it did. */
function near(hours: Hours, hour: number): number {
  const at = (h: number) => hours[(h + 24) % 24] as number;
  return at(hour) / 2 + (at(hour - 1) + at(hour + 1)) / 4;
}

function countNear(hours: Hours, hour: number): number {
  return [-1, 0, 1].reduce((count, step) => count + (hours[(hour + step + 24) % 24] as number), 0);
}

function shares(hours: Hours): number[] {
  const all = sum(hours);
  return hours.map((_, hour) => near(hours, hour) / all);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** The choice for one customer, from their contacts and what is usual; by the clock of the subject or the customer, else UTC. */
export function momentFor(
  customer: Customer | null,
  subject: Subject,
  contacts: readonly { at: Instant }[],
  reach: { hoursOf(locale: string | null): Hours | null } | null,
): (from: Instant, to: Instant) => { at: Instant; why: string } {
  return (from, to) =>
    bestMoment(
      from,
      to,
      customer ? zoneToTell(customer, subject, 'UTC') : 'UTC',
      contacts.map(({ at }) => at),
      reach?.hoursOf(customer?.locale ?? null) ?? null,
    );
}
