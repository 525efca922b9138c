import { IANAZone } from 'luxon';
import { DAY, type Instant, parseInstant } from '../../platform/index.ts';
import type { InstantForm } from './rules.ts';

const LOCAL = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/;
const ONLY_DAY = /^\d{4}-\d\d-\d\d$/;
const DIGITS = /^\d{10}(\d{3})?$/;

/** A count since 1970 further than this from the event that tells it is some other number. */
const NEAR = 5 * 366 * DAY;

/** How a text writes an instant, and which; `zone` is that of the writer where the text names none. Null: it is none. */
export function readText(text: string, zone: string): { form: InstantForm; at: Instant } | null {
  // Nearly every text is told apart by its first characters, and there are many.
  if (text.length < 10 || text.length > 40 || text.charCodeAt(4) !== 45) return null;
  const zoned = parseInstant(text);
  if (zoned !== null) return { form: 'zoned', at: zoned };
  const form = LOCAL.test(text) ? 'local' : ONLY_DAY.test(text) ? 'day' : null;
  if (!form) return null;
  const at = parseInstant(form === 'day' ? `${text}T00:00:00Z` : `${text}Z`);
  return at === null ? null : { form, at: onClockOf(zone, at) };
}

/** A count of seconds or milliseconds since 1970, as number or digits, that lies within five years of `near`. */
export function readCount(value: unknown, near: Instant): { form: InstantForm; at: Instant } | null {
  const count = typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
  if (typeof count !== 'number' || !(count > 1e8)) return null;
  if (Math.abs(count * 1000 - near) <= NEAR) return { form: 'seconds', at: Math.round(count * 1000) };
  return Math.abs(count - near) <= NEAR ? { form: 'milliseconds', at: Math.round(count) } : null;
}

const LATEST = 8.64e15;

/** Reads a value of a property that is known to hold instants; null when this one is none. */
export function readInstant(value: unknown, form: InstantForm, zone: string): Instant | null {
  if (typeof value === 'string') {
    const read = readText(value, zone);
    if (read) return read.at;
  }
  if (form !== 'seconds' && form !== 'milliseconds') return null;
  const count = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof count !== 'number') return null;
  const at = Math.round(form === 'seconds' ? count * 1000 : count);
  return Math.abs(at) <= LATEST ? at : null;
}

const zones = new Map<string, IANAZone>();

/** The instant at which clocks of a zone show what clocks of UTC show at `shown`. */
function onClockOf(zone: string, shown: Instant): Instant {
  if (zone === 'UTC') return shown;
  const known = zones.get(zone) ?? IANAZone.create(zone);
  zones.set(zone, known);
  const first = shown - known.offset(shown) * 60_000;
  return shown - known.offset(first) * 60_000;
}
