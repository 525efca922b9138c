import { DateTime } from 'luxon';

/** Milliseconds since 1970 UTC. */
export type Instant = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Where every flight of the data departs. */
export const HOUSTON = 'America/Chicago';

export const iso = (at: Instant): string => new Date(at).toISOString();

/** An instant from ISO text with a zone. Throws with a message for whoever typed it. */
export function parseInstant(text: string): Instant {
  const parsed = DateTime.fromISO(text, { setZone: true });
  const zoned = /(z|[+-]\d{2}:?\d{2})$/i.test(text);
  if (!parsed.isValid || !zoned) {
    throw new Error(`"${text}" is not an instant; write it like 2011-10-09T09:00:00Z`);
  }
  return parsed.toMillis();
}

const offsets = new Map<string, Map<number, number>>();

/** Minutes east of UTC. The airline's zones change on whole hours of UTC, so one look-up serves the hour. */
export function offsetMinutes(zone: string, at: Instant): number {
  const hour = Math.floor(at / HOUR);
  const ofZone = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, ofZone);
  const known = ofZone.get(hour);
  if (known !== undefined) return known;
  const offset = DateTime.fromMillis(hour * HOUR, { zone }).offset;
  ofZone.set(hour, offset);
  return offset;
}

/** Minutes since local midnight, with fractions. */
export function localMinuteOfDay(zone: string, at: Instant): number {
  const local = at / MINUTE + offsetMinutes(zone, at);
  return local - Math.floor(local / 1440) * 1440;
}

/** Calendar days are counted from 1970-01-01, so that arithmetic on them knows no daylight saving. */
export type DayNumber = number;

export const dayNumber = (year: number, month: number, day: number): DayNumber =>
  Date.UTC(year, month - 1, day) / DAY;

/** The calendar day in Houston at an instant. */
export const houstonDay = (at: Instant): DayNumber =>
  Math.floor((at + offsetMinutes(HOUSTON, at) * MINUTE) / DAY);

/** A wall-clock time in Houston as an instant; a time that spring skips is pushed on by the hour skipped. */
export function houstonInstant(day: DayNumber, minuteOfDay: number): Instant {
  const date = new Date(day * DAY);
  return DateTime.fromObject(
    {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: Math.floor(minuteOfDay / 60),
      minute: minuteOfDay % 60,
    },
    { zone: HOUSTON },
  ).toMillis();
}

/** `20111009` */
export const compactDay = (day: DayNumber): string =>
  iso(day * DAY)
    .slice(0, 10)
    .replaceAll('-', '');
