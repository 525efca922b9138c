import type { Instant } from './clock.ts';

/** PostgreSQL type numbers (pg_type.oid) whose text form both engines turn into the same JavaScript value. */
export const INT8 = 20;
export const NUMERIC = 1700;
export const TIMESTAMPTZ = 1184;

/** `2026-01-05 03:12:06.482+00` → Instant. Both engines are set to UTC, so the offset is always +00. */
export function parseTimestamptz(text: string): Instant {
  const at = Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, 'Z')}`);
  if (Number.isNaN(at)) throw new Error(`the store answered a time that is no UTC instant: ${text}`);
  return at;
}
