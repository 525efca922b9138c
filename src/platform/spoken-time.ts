import { DateTime, IANAZone } from 'luxon';
import { DAY, type Instant, MINUTE } from './clock.ts';

/** The first of the candidates that is an IANA time zone; UTC when none is. */
export function firstZone(...candidates: unknown[]): string {
  for (const name of candidates) if (typeof name === 'string' && isZone(name)) return name;
  return 'UTC';
}

/** Luxon makes a formatter of the platform's for each question, which takes longer than all else of a message. */
const MOST_KEPT = 1000;
const zones = new Map<string, boolean>();
function isZone(name: string): boolean {
  const known = zones.get(name) ?? IANAZone.isValidZone(name);
  if (zones.size >= MOST_KEPT) zones.clear();
  zones.set(name, known);
  return known;
}

const abbreviations = new Map<string, Intl.DateTimeFormat>();
/** "CDT", "GMT+2": what the clocks of the zone are called at the time, in American English. */
export function zoneAbbreviation(at: Instant, zone: string): string {
  const kept = abbreviations.get(zone);
  const format = kept ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' });
  if (!kept) {
    if (abbreviations.size >= MOST_KEPT) abbreviations.clear();
    abbreviations.set(zone, format);
  }
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** "6:05 PM", or "18:05" in Spanish, on the clocks of the zone. */
export function spokenTime(at: Instant, zone: string, language: 'en' | 'es' = 'en'): string {
  const wall = DateTime.fromMillis(at, { zone });
  return language === 'es' ? wall.toFormat('H:mm') : wall.setLocale('en-US').toFormat('h:mm a');
}

const NEAR = {
  en: ['yesterday', 'today', 'tomorrow'],
  es: ['ayer', 'hoy', 'mañana'],
} as const;

/** "today", "tomorrow", "yesterday", "on Friday" within six days, else "on March 30"; "hoy", "el viernes", "el 30 de marzo". */
export function spokenDay(at: Instant, now: Instant, zone: string, language: 'en' | 'es' = 'en'): string {
  const day = DateTime.fromMillis(at, { zone }).setLocale(language === 'es' ? 'es' : 'en-US');
  const today = DateTime.fromMillis(now, { zone }).startOf('day');
  // Days of a zone may last 23 or 25 hours, so the distance is rounded.
  const distance = Math.round((day.startOf('day').toMillis() - today.toMillis()) / DAY);
  const near = NEAR[language][distance + 1];
  if (near) return near;
  if (language === 'es')
    return distance > 1 && distance < 7 ? `el ${day.toFormat('cccc')}` : `el ${day.toFormat("d 'de' LLLL")}`;
  return distance > 1 && distance < 7 ? `on ${day.toFormat('cccc')}` : `on ${day.toFormat('LLLL d')}`;
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
