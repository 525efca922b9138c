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
  z.record(z.string(), z.unknown(), `${what} must be an object`).superRefine((value, context) => {
    const fault = faultIn(value, 0);
    if (fault) context.addIssue(`${what} ${fault}`);
  });

/** Deeper than any real message, and far from what would exhaust the stack of whoever reads it. */
const DEEPEST = 50;

function faultIn(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return storable(value) ? null : `hold a text that ${UNSTORABLE}`;
  if (typeof value !== 'object' || value === null) return null;
  if (depth > DEEPEST) return `are nested more than ${DEEPEST} deep`;
  for (const [key, inner] of Object.entries(value)) {
    const fault = storable(key) ? faultIn(inner, depth + 1) : `hold a name that ${UNSTORABLE}`;
    if (fault) return fault;
  }
  return null;
}

/** The first fault of a failed parse as one line: where, then what. */
export function firstFault(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'is not of the expected form';
  return issue.path.length ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
}
