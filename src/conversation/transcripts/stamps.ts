import { type Instant, parseInstant } from '../../platform/index.ts';

/** A time as it stands before a line: milliseconds, counted from the start of the call, of the day, or of 1970. */
export interface Stamp {
  readonly ms: number;
  readonly kind: 'elapsed' | 'clock' | 'date';
  /** Minutes and hours alone could be either, and say nothing of silences if they are a time of day. */
  readonly parts: 2 | 3;
  readonly startedAt?: Instant;
}

const DATE = String.raw`(?:\d{4}-\d\d-\d\d[T ])?`;
const TIME = String.raw`\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?`;
const ZONE = String.raw`(?:\s?[AaPp]\.?[Mm]\.?\b)?(?:Z|[+-]\d\d:?\d\d)?`;
/** Matches a stamp, without groups. */
export const STAMP = `${DATE}${TIME}${ZONE}`;

const READ = /^(\d{4}-\d\d-\d\d)?[T ]?(\d{1,3}):(\d\d)(?::(\d\d))?(?:[.,](\d{1,3}))?\s?([AaPp])?[^Z+-]*(.*)$/;
const HOUR = 3_600_000;

export function readStamp(text: string): Stamp | null {
  const match = READ.exec(text.trim());
  if (!match) return null;
  const [, date, first = '0', second = '0', third, fraction = '0', half, zone = ''] = match;
  const parts = third === undefined ? 2 : 3;
  const hours = half === undefined ? Number(first) : (Number(first) % 12) + (/p/i.test(half) ? 12 : 0);
  const rest = Number(fraction.padEnd(3, '0'));
  // "01:05" alone is a minute and five seconds.
  if (parts === 2 && date === undefined && half === undefined)
    return { ms: rest + Number(second) * 1000 + Number(first) * 60_000, kind: 'elapsed', parts };
  const ms = rest + Number(third ?? 0) * 1000 + Number(second) * 60_000 + hours * HOUR;
  if (date !== undefined) return onDate(date, ms, zone, parts);
  return { ms, kind: half === undefined ? 'elapsed' : 'clock', parts };
}

function onDate(date: string, ms: number, zone: string, parts: 2 | 3): Stamp | null {
  const midnight = parseInstant(`${date}T00:00:00${zone || 'Z'}`);
  if (midnight === null) return null;
  const at = midnight + ms;
  return { ms: at, kind: 'date', parts, ...(zone ? { startedAt: at } : {}) };
}

const LATE_START = 5 * 60_000;

/**
 * What to take from each stamp of a file to count from the start of the talk, or null when the stamps are times of day
 * to the minute, which say nothing of silences. A call whose first words come an hour in began at a time of day.
 */
export function origin(stamps: readonly Stamp[]): number | null {
  const [first] = stamps;
  if (!first) return 0;
  if (stamps.every(({ parts }) => parts === 2) && (first.kind !== 'elapsed' || first.ms >= LATE_START))
    return null;
  return first.kind === 'elapsed' && first.ms < HOUR ? 0 : first.ms;
}
