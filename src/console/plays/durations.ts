import { Duration } from 'luxon';

const UNITS = [
  ['w', 'weeks', 'week'],
  ['d', 'days', 'day'],
  ['h', 'hours', 'hour'],
  ['m', 'minutes', 'minute'],
  ['s', 'seconds', 'second'],
] as const;
const PART =
  /(\d+(?:\.\d+)?)\s*(weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])/gi;

/**
 * A duration as people type it ("2 h", "1 day 30 min", "-1h", "1 hour before") in ISO 8601, where it can be understood; else the
 * text as it is, for the schema to say what is wrong with it.
 */
export function isoOf(typed: string): string {
  const text = typed.trim();
  if (text === '' || Duration.fromISO(text).isValid) return text;
  if (Duration.fromISO(text.toUpperCase()).isValid) return text.toUpperCase();
  const before = /^[-−]/.test(text) || /\bbefore$/i.test(text);
  const rest = text.replace(/^[-−+]/, '').replace(/\b(before|after|later)$/i, '');
  if (/^\s*(0|none|at once)\s*$/i.test(rest)) return 'PT0S';
  const left = rest.replace(PART, '').replace(/\band\b|[\s,]/gi, '');
  if (left !== '') return text;
  const parts: Record<string, number> = {};
  for (const [, count = '0', unit = ''] of rest.matchAll(PART)) {
    const name = UNITS.find(([letter]) => letter === unit[0]?.toLowerCase())?.[1] ?? 'hours';
    parts[name] = (parts[name] ?? 0) + Number(count);
  }
  return `${before ? '-' : ''}${Duration.fromObject(parts).toISO() ?? text}`;
}

/** "1 hour 30 minutes", without its sign; an empty text for nothing, null for what is no duration. */
export function lengthWords(iso: string): string | null {
  const read = Duration.fromISO(iso);
  if (!read.isValid) return null;
  const whole = Duration.fromMillis(Math.abs(read.toMillis())).shiftTo('days', 'hours', 'minutes', 'seconds');
  return UNITS.flatMap(([, unit, one]) => {
    const count = unit === 'weeks' ? 0 : whole.get(unit);
    return count === 0 ? [] : [`${count} ${count === 1 ? one : unit}`];
  }).join(' ');
}

/** "1 hour before", "2 days after", "at": how an instant lies to what it is counted from. Null for what is no duration. */
export function placeWords(iso: string): string | null {
  const length = lengthWords(iso);
  if (length === null) return null;
  if (length === '') return 'at';
  return `${length} ${Duration.fromISO(iso).toMillis() < 0 ? 'before' : 'after'}`;
}
