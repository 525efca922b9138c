import { DateTime } from 'luxon';
import { DAY, type Instant, MINUTE, spokenDay, spokenDuration, spokenTime } from '../../platform/index.ts';
import type { Locale } from './locale.ts';

/** Times as they are said in a language, on the clocks of a zone. */
export type Spoken = {
  /** "6:05 PM"; "18:05". */
  time(at: Instant): string;
  /** "today", "on Friday"; "hoy", "el viernes". */
  day(at: Instant): string;
  /** "this evening", "tomorrow morning", "on Friday"; "esta tarde". */
  when(at: Instant): string;
  /** "45 minutes"; null for less than one. */
  duration(ms: number): string | null;
};

export function spokenIn(locale: Locale, now: Instant, zone: string): Spoken {
  return locale === 'es' ? spanish(now, zone) : english(now, zone);
}

function english(now: Instant, zone: string): Spoken {
  const day = (at: Instant) => spokenDay(at, now, zone);
  return {
    time: (at) => spokenTime(at, zone),
    day,
    when: (at) => {
      const part = partOf(at, zone);
      const on = day(at);
      if (on === 'today') return part === 'night' ? 'tonight' : `this ${part}`;
      return on === 'tomorrow' ? `${on} ${part}` : on;
    },
    duration: spokenDuration,
  };
}

const PARTS_ES = { morning: 'mañana', afternoon: 'tarde', evening: 'tarde', night: 'noche' } as const;

function spanish(now: Instant, zone: string): Spoken {
  const day = (at: Instant) => spokenDay(at, now, zone, 'es');
  return {
    time: (at) => spokenTime(at, zone, 'es'),
    day,
    when: (at) => {
      const part = PARTS_ES[partOf(at, zone)];
      const distance = daysFrom(now, at, zone);
      if (distance === 0) return `esta ${part}`;
      return distance === 1 ? `mañana por la ${part}` : day(at);
    },
    duration: (ms) => {
      const minutes = Math.round(Math.abs(ms) / MINUTE);
      if (minutes < 1) return null;
      const [days, hours, rest] = [
        Math.floor(minutes / 1440),
        Math.floor((minutes % 1440) / 60),
        minutes % 60,
      ];
      const parts =
        days > 0
          ? [several(days, 'día'), several(hours, 'hora')]
          : [several(hours, 'hora'), several(rest, 'minuto')];
      return parts.filter((part) => part !== null).join(' y ');
    },
  };
}

function several(n: number, unit: string): string | null {
  if (n === 0) return null;
  if (n === 1) return `${unit.endsWith('a') && unit !== 'día' ? 'una' : 'un'} ${unit}`;
  return `${n} ${unit}s`;
}

/** Days of a zone may last 23 or 25 hours, so the distance is rounded. */
function daysFrom(now: Instant, at: Instant, zone: string): number {
  const start = (instant: Instant) => DateTime.fromMillis(instant, { zone }).startOf('day').toMillis();
  return Math.round((start(at) - start(now)) / DAY);
}

function partOf(at: Instant, zone: string): keyof typeof PARTS_ES {
  const { hour } = DateTime.fromMillis(at, { zone });
  if (hour < 12) return 'morning';
  if (hour < 17) return 'afternoon';
  return hour < 21 ? 'evening' : 'night';
}
