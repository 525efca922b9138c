/** A moment: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Where the time comes from. Domain code is given one and never reads the wall clock itself. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is set: a day runs in a second, and every run is alike. */
export class ManualClock implements Clock {
  #now: Instant;
  constructor(start: Instant) {
    this.#now = start;
  }
  now(): Instant {
    return this.#now;
  }
  /** Throws RangeError when asked to go back: work done at a later instant can't be undone. */
  set(to: Instant): void {
    if (to < this.#now)
      throw new RangeError(`the clock stands at ${iso(this.#now)} and can't go back to ${iso(to)}`);
    this.#now = to;
  }
}

/** ISO 8601 in UTC with milliseconds, as JSON and SQL get it. */
export function iso(at: Instant): string {
  return new Date(at).toISOString();
}

const ISO_INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$/i;

/**
 * Reads an ISO 8601 instant (date, time and zone; RFC 3339 and its close kin).
 * Returns null for anything else: a time without a zone names no instant.
 */
export function parseInstant(text: string): Instant | null {
  if (!ISO_INSTANT.test(text)) return null;
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  // Date.parse takes 30 February for 2 March.
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
