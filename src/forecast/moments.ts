import { DAY, HOUR, type Instant } from '../platform/index.ts';

/** How soon the next contact comes: within a day, within a week but not a day, or not within a week. */
export const SOON = ['day', 'week', 'later'] as const;
export type Soon = 0 | 1 | 2;

export type Moment = { at: Instant; soon: Soon };

/**
 * Draws moments of customers' lives so that each moment is as likely as any other of its kind: about one from every
 * `steps[kind]` hours, at a random place in them. A drawn moment stands for that many hours, which is its weight; so
 * rare kinds can be drawn more densely and nothing is biased.
 */
export function momentSampler(steps: readonly [number, number, number], random: () => number) {
  const passed = [0, 0, 0];
  const target = steps.map((step) => random() * step);
  const cell = [0, 0, 0];

  function* draw(soon: Soon, from: Instant, to: Instant): Generator<Moment> {
    if (to <= from) return;
    const step = steps[soon];
    const begin = passed[soon] as number;
    const end = begin + (to - from) / HOUR;
    while ((target[soon] as number) < end) {
      const offset = (target[soon] as number) - begin;
      yield { at: Math.floor(from + offset * HOUR) + 1, soon };
      cell[soon] = (cell[soon] as number) + 1;
      target[soon] = ((cell[soon] as number) + random()) * step;
    }
    passed[soon] = end;
  }

  /** Moments of one customer known from `from`, with contacts in order, whose next week is known up to `until`. */
  return function* (contacts: readonly Instant[], from: Instant, until: Instant): Generator<Moment> {
    const last = until - 7 * DAY;
    let begin = from;
    for (const contact of [...contacts.filter((at) => at > from), Number.POSITIVE_INFINITY]) {
      const week = Math.max(begin, contact - 7 * DAY);
      const day = Math.max(begin, contact - DAY);
      yield* draw(2, begin, Math.min(week, last));
      yield* draw(1, week, Math.min(day, last));
      yield* draw(0, day, Math.min(contact, last));
      begin = contact;
    }
  };
}
