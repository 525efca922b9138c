import { cityOf } from './cities.ts';
import type { Passenger } from './passenger.ts';
import type { Instant } from './time.ts';
import { DAY, HOUR, HOUSTON, localMinuteOfDay, MINUTE } from './time.ts';

/** A time of day in text: 5:25 PM, 17:25, 5:25 p. m., 5.25pm, 5 pm. */
const CLOCK =
  /\b(?:([01]?\d|2[0-3]):([0-5]\d)(?:\s*([ap])\.?\s?m\b\.?)?|(1[0-2]|0?[1-9])(?:\.([0-5]\d))?\s*([ap])\.?\s?m\b\.?)/gi;
/** What comes before a time that no longer holds. */
const FORMER =
  /\b(was|were|from|instead of|originally|rather than|old|en lugar de|en vez de)\b[^.,;!?\d]{0,25}$/i;

/** Minutes after midnight of every time of day that a text gives as holding. */
export function timesIn(text: string): number[] {
  const now: number[] = [];
  const former: number[] = [];
  for (const match of text.matchAll(CLOCK)) {
    const hour = Number(match[1] ?? match[4]);
    const half = (match[3] ?? match[6])?.toLowerCase();
    const minute = Number(match[2] ?? match[5] ?? 0);
    const of24 = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    (FORMER.test(before) ? former : now).push(of24 * 60 + minute);
  }
  return now.length > 0 ? now : former;
}

/** The instant nearest to `near` at which a clock in the zone shows the minute of day. */
function nearest(minuteOfDay: number, zone: string, near: Instant): Instant {
  const difference = minuteOfDay - localMinuteOfDay(zone, near);
  const wrapped = ((((difference + 720) % 1440) + 1440) % 1440) - 720;
  return near + Math.round(wrapped * MINUTE);
}

/** The departures a text may mean for a trip: each time of day, on Houston's clock and on the passenger's own. */
export function departuresIn(text: string, passenger: Passenger): Instant[] {
  const zones = new Set([HOUSTON, passenger.trip.customer.timezone]);
  return timesIn(text).flatMap((time) => [...zones].map((zone) => nearest(time, zone, passenger.departsAt)));
}

export const mentionsBag = (text: string): boolean =>
  /\b(bags?|baggage|luggage|equipaje|maletas?)\b/i.test(text);
export const mentionsCancelled = (text: string): boolean => /cancel|rebook/i.test(text);

/** Which of a customer's trips a message is about; null when none is near. */
export function tripMeant(text: string, passengers: readonly Passenger[], at: Instant): Passenger | null {
  const near = passengers.filter((p) => p.trip.bookedAt <= at && Math.abs(p.departsAt - at) < 10 * DAY);
  const named = near.filter(({ trip }) => {
    const code = trip.flight.code.replace(/^([A-Z]+)(\d+)$/, '$1\\s?$2');
    return new RegExp(`\\b${code}\\b`, 'i').test(text) || text.includes(trip.id);
  });
  const bound = near.filter(({ trip }) => text.includes(cityOf(trip.flight.destination)));
  const troubled = near.filter((p) => p.bagLostAt !== null && mentionsBag(text));
  const from = [named, troubled, bound, near].find((some) => some.length > 0) ?? [];
  const away = (p: Passenger): number =>
    Math.abs(p.departsAt - at) + (p.departsAt < at - 6 * HOUR ? 3 * DAY : 0);
  return [...from].sort((a, b) => away(a) - away(b))[0] ?? null;
}
