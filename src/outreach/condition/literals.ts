import { Duration } from 'luxon';
import { parseInstant } from '../../platform/index.ts';

type Found = { message: string; mend: string } | null;

const DURATION = /^[-+]?(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/;

/** What is wrong with the text of `duration("…")`; null text: it is no text in quotes. */
export function durationFault(text: string | null): Found {
  if (text !== null && DURATION.test(text) && text.length <= 40) return null;
  const mend = `write hours, minutes and seconds, such as duration("${(text && inHours(text)) ?? '2h'}")`;
  return text === null
    ? { message: 'duration() takes a text in quotes', mend }
    : { message: `"${text.slice(0, 40)}" is no duration`, mend };
}

/** ISO 8601, as in the other parts of a play, and days, which CEL has no letter for. */
function inHours(text: string): string | null {
  const days = /^(\d{1,5}) ?d(?:ays?)?$/.exec(text.trim())?.[1];
  const iso = Duration.fromISO(days ? `P${days}D` : text);
  const minutes = iso.isValid ? Math.round(iso.as('minutes')) : 0;
  if (!minutes) return null;
  const [hours, rest] = [Math.trunc(minutes / 60), minutes % 60];
  return hours ? `${hours}h${rest ? `${Math.abs(rest)}m` : ''}` : `${rest}m`;
}

/** The same of `timestamp("…")`: a time without a zone would depend on the machine. */
export function timestampFault(text: string | null): Found {
  if (text !== null && text.length >= 20 && text.length <= 30 && parseInstant(text) !== null) return null;
  const mend = 'write date, time and zone, such as timestamp("2026-01-31T09:00:00Z")';
  return text === null
    ? { message: 'timestamp() takes a text in quotes', mend }
    : { message: `"${text.slice(0, 40)}" is no instant`, mend };
}
