import { DateTime } from 'luxon';
import { HOUR, type Instant, wallTime } from '../platform/index.ts';

export type QuietHours = { from: string; to: string };

/**
 * When the quiet hours that hold at `now` end, or null when it is not quiet. `from` and `to` are "HH:MM" on the wall
 * in `zone` (IANA); `to` before `from` runs over midnight. Daylight saving is the zone's: an end that the clocks skip
 * is the moment they skip to.
 */
export function quietUntil(now: Instant, zone: string, hours: QuietHours | null): Instant | null {
  if (!hours || hours.from === hours.to) return null;
  const wall = new Date(wallTime(now, zone)).toISOString().slice(11, 16);
  const overMidnight = hours.to < hours.from;
  const quiet = overMidnight ? wall >= hours.from || wall < hours.to : wall >= hours.from && wall < hours.to;
  if (!quiet) return null;
  const local = DateTime.fromMillis(now, { zone });
  const [hour, minute] = hours.to.split(':').map(Number);
  const day = overMidnight && wall >= hours.from ? local.plus({ days: 1 }) : local;
  const end = day.set({ hour, minute, second: 0, millisecond: 0 });
  if (end.toFormat('HH:mm') !== hours.to) return gapEnd(end);
  // Where the clocks go back, the end's first coming may lie behind us; its second is an hour on.
  return end.toMillis() > now ? end.toMillis() : end.toMillis() + HOUR;
}

/** The moment to which the clocks skip: the walk back ends where one minute earlier is an hour of another offset. */
function gapEnd(after: DateTime): Instant {
  let at = after;
  while (at.minus({ minutes: 1 }).offset === at.offset) at = at.minus({ minutes: 1 });
  return at.startOf('minute').toMillis();
}
