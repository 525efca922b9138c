import { HOUR, type Instant } from '../platform/index.ts';

/**
 * How many contacts the whole company had in the day, the week and the four weeks before a full hour (UTC), and how many
 * about each reason of late: those of the week, a contact of the last day counting seven times.
 */
export type Beat = { day: number; week: number; month: number; lately: ReadonlyMap<string, number> };

/**
 * The beat before an instant: of the whole hours that lie before it, so that it is the same for whoever asks within the
 * hour, in training and live. Null where nothing is known of the company.
 */
export type Pulse = (at: Instant) => Beat | null;

export const NO_PULSE: Pulse = () => null;

/** The spans of a beat, in hours. */
export const SPANS = { day: 24, week: 7 * 24, month: 28 * 24 };

/** Contacts in one hour since 1970, about one reason. */
export type HourCount = { hour: number; reason: string | null; contacts: number };
/** Contacts about one reason in the spans before an hour. */
export type SpanCount = { reason: string | null; day: number; week: number; month: number };

const OF_LAST_DAY = 6;

/** The full hour, since 1970, before which an instant's beat is counted. */
export function hourOf(at: Instant): number {
  return Math.floor(at / HOUR);
}

/** A beat from what was counted reason by reason; `told` are the reasons to be told apart. */
export function beatOf(counts: Iterable<SpanCount>, told: ReadonlySet<string>): Beat {
  const beat = { day: 0, week: 0, month: 0, lately: new Map<string, number>() };
  for (const { reason, day, week, month } of counts) {
    beat.day += day;
    beat.week += week;
    beat.month += month;
    if (reason !== null && week > 0 && told.has(reason)) beat.lately.set(reason, OF_LAST_DAY * day + week);
  }
  return beat;
}

/** The pulse of a history counted by the hour, which may be asked at any instant. `cells` ascend by hour. */
export function pulseOf(cells: Iterable<HourCount>, reasons: readonly string[]): Pulse {
  const told = new Set(reasons);
  const counters = new Map<string | null, Counter>();
  for (const { hour, reason, contacts } of cells) {
    const name = reason !== null && told.has(reason) ? reason : null;
    const counter = counters.get(name) ?? { hours: [], sums: [] };
    counters.set(name, counter);
    counter.hours.push(hour);
    counter.sums.push((counter.sums.at(-1) ?? 0) + contacts);
  }
  return (at) => {
    const hour = hourOf(at);
    const counts = Array.from(counters, ([reason, counter]): SpanCount => {
      const all = countBefore(counter, hour);
      const since = (span: number) => all - countBefore(counter, hour - span);
      return { reason, day: since(SPANS.day), week: since(SPANS.week), month: since(SPANS.month) };
    });
    return beatOf(counts, told);
  };
}

/** `sums[i]`: contacts in all hours up to `hours[i]`, which do not descend. */
type Counter = { hours: number[]; sums: number[] };

function countBefore({ hours, sums }: Counter, hour: number): number {
  let low = 0;
  let high = hours.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hours[middle] as number) < hour) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (sums[low - 1] as number);
}
