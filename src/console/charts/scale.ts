import { DateTime } from 'luxon';
import { DAY, HOUR, type Instant } from '../../platform/index.ts';

/**
 * Instants between two at which a clock in the zone shows round times, at most `count`: hours of the day where the
 * time is short, else midnights. `daily` says which.
 */
export function timeTicks(
  from: Instant,
  to: Instant,
  zone: string,
  count: number,
): { at: Instant[]; daily: boolean } {
  const length = to - from;
  const hours = [1, 2, 3, 6, 12].find((step) => length / (step * HOUR) <= count);
  const daily = hours === undefined;
  const days = [1, 2, 3, 7, 14, 28, 56, 91, 182, 364].find((step) => length / (step * DAY) <= count) ?? 728;
  const start = DateTime.fromMillis(from, { zone }).startOf('day');
  const at: Instant[] = [];
  for (let i = 0; i < 4 * count + 48; i++) {
    const tick = start.plus(daily ? { days: i * days } : { hours: i * hours }).toMillis();
    if (tick > to) break;
    if (tick >= from) at.push(tick);
  }
  return { at, daily };
}
