import { DateTime } from 'luxon';
import { DAY, HOUR, type Instant } from '../../platform/index.ts';

/** From values in `[from, to]` to places in `[start, end]`; a domain of no length falls on the start. */
export function linear(
  [from, to]: [number, number],
  [start, end]: [number, number],
): (value: number) => number {
  const length = to - from;
  return (value) => (length === 0 ? start : start + ((value - from) / length) * (end - start));
}

/** Round values from 0 up to the first at or above `most`, about `count` of them. */
export function roundTicks(most: number, count: number): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, i) =>
    Number((i * step).toPrecision(12)),
  );
}

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
