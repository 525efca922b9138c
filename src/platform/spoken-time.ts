import { IANAZone } from 'luxon';
import { DAY, type Instant, MINUTE } from './clock.ts';
import { keeping } from './keeping.ts';

/** The first of the candidates that is an IANA time zone; UTC when none is. */
export function firstZone(...candidates: unknown[]): string {
  for (const name of candidates) if (typeof name === 'string' && isZone(name)) return name;
  return 'UTC';
}

// Both the platform and Luxon take longer to tell what the clocks of a zone show than all else of a message takes, and
// whole flights of customers are told of the same minutes.
const zoneOf = keeping(1000, (name: string) => (IANAZone.isValidZone(name) ? IANAZone.create(name) : null));
function isZone(name: string): boolean {
  return zoneOf(name) !== null;
}

/** No clock has changed within a minute since 1973; before, some did. */
const WHOLE_MINUTES = Date.UTC(1973, 0, 1);
const offsetAt = keeping(20_000, (key: string) => {
  const [zone = '', at] = key.split(' ');
  return zoneOf(zone)?.offset(Number(at)) ?? Number.NaN;
});

/** What the clocks of an IANA zone show: an instant whose UTC fields are theirs. Throws where they show nothing. */
export function wallTime(at: Instant, zone: string): number {
  const of = at < WHOLE_MINUTES ? at : Math.floor(at / MINUTE) * MINUTE;
  const wall = at + offsetAt(`${zone} ${of}`) * MINUTE;
  if (Number.isNaN(wall)) throw new RangeError(`no clock of ${zone} shows ${at}`);
  return wall;
}

const formatOf = keeping(
  1000,
  (zone: string) => new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }),
);
const abbreviationAt = keeping(20_000, (key: string) => {
  const [zone = '', at] = key.split(' ');
  return (
    formatOf(zone)
      .formatToParts(Number(at))
      .find(({ type }) => type === 'timeZoneName')?.value ?? zone
  );
});
/** "CDT", "GMT+2": what the clocks of the zone are called at the time, in American English. */
export function zoneAbbreviation(at: Instant, zone: string): string {
  return abbreviationAt(`${zone} ${at}`);
}

/** "6:05 PM", or "18:05" in Spanish, on the clocks of the zone. */
export function spokenTime(at: Instant, zone: string, language: 'en' | 'es' = 'en'): string {
  const wall = new Date(wallTime(at, zone));
  const hours = wall.getUTCHours();
  const minutes = String(wall.getUTCMinutes()).padStart(2, '0');
  if (language === 'es') return `${hours}:${minutes}`;
  return `${hours % 12 || 12}:${minutes} ${hours < 12 ? 'AM' : 'PM'}`;
}

const NEAR = {
  en: ['yesterday', 'today', 'tomorrow'],
  es: ['ayer', 'hoy', 'mañana'],
} as const;
const WEEKDAYS = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  es: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
} as const;
const MONTHS = {
  en: 'January February March April May June July August September October November December'.split(' '),
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
} as const;

/** "today", "tomorrow", "yesterday", "on Friday" within six days, else "on March 30"; "hoy", "el viernes", "el 30 de marzo". */
export function spokenDay(at: Instant, now: Instant, zone: string, language: 'en' | 'es' = 'en'): string {
  const wall = wallTime(at, zone);
  const distance = Math.floor(wall / DAY) - Math.floor(wallTime(now, zone) / DAY);
  const near = NEAR[language][distance + 1];
  if (near) return near;
  const date = new Date(wall);
  const on = language === 'es' ? 'el' : 'on';
  if (distance > 1 && distance < 7) return `${on} ${WEEKDAYS[language][date.getUTCDay()]}`;
  const month = MONTHS[language][date.getUTCMonth()];
  return language === 'es' ? `el ${date.getUTCDate()} de ${month}` : `on ${month} ${date.getUTCDate()}`;
}

/** "45 minutes", "1 hour and 5 minutes", "2 days and 3 hours"; null for less than a minute. */
export function spokenDuration(duration: number): string | null {
  const minutes = Math.round(Math.abs(duration) / MINUTE);
  if (minutes < 1) return null;
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts =
    days > 0 ? [count(days, 'day'), count(hours, 'hour')] : [count(hours, 'hour'), count(rest, 'minute')];
  return parts.filter((part) => part !== null).join(' and ');
}

function count(n: number, unit: string): string | null {
  return n === 0 ? null : `${n} ${unit}${n === 1 ? '' : 's'}`;
}
