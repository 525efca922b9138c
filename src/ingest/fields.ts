import { z } from 'zod';
import { type Instant, parseInstant, storable, UNSTORABLE } from '../platform/index.ts';

/** Longest id or name kept: PostgreSQL's b-tree takes keys of some 2,700 bytes, and no real id comes near. */
const LONGEST = 256;
const EARLIEST = Date.UTC(1900, 0);
const LATEST = Date.UTC(2200, 0);

export const id = (what: string) =>
  z
    .union([z.string(), z.number()], `needs ${what} as text`)
    .transform(String)
    .pipe(
      z.string().trim().min(1, `needs ${what}`).max(LONGEST, `${what} is longer than ${LONGEST} characters`),
    )
    .refine(storable, `${what} ${UNSTORABLE}`);

export const instant = (what: string) =>
  z.string(`needs ${what}`).transform((text, context): Instant => {
    const at = parseInstant(text.trim());
    if (at === null) {
      context.addIssue(
        `${what} "${text.slice(0, 40)}" is not an ISO 8601 time with a zone, such as 2026-01-05T03:12:06Z`,
      );
      return z.NEVER;
    }
    if (at < EARLIEST || at > LATEST) {
      context.addIssue(`${what} ${text} lies outside the years 1900 to 2200`);
      return z.NEVER;
    }
    return at;
  });

/** A JSON object whose texts PostgreSQL's jsonb can hold. */
export const record = (what: string) =>
  z
    .record(z.string(), z.unknown(), `${what} must be an object`)
    .refine(allStorable, `${what} hold a character that can't be stored (NUL or half a surrogate pair)`);

function allStorable(value: unknown): boolean {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.every(allStorable);
  if (value && typeof value === 'object') {
    return Object.entries(value).every(([key, inner]) => storable(key) && allStorable(inner));
  }
  return true;
}

/** The first fault of a failed parse as one line: where, then what. */
export function firstFault(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'is not of the expected form';
  return issue.path.length ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
}
