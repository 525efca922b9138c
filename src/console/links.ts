import { z } from 'zod';
import {
  ARMS,
  CONTACT_RUNGS,
  type ContactFilter,
  type DialogueFilter,
  OFFERS,
  type Opens,
  type OutreachFilter,
  STAGES,
  STATUSES,
} from '../insight/index.ts';
import { type Instant, iso, parseInstant } from '../platform/index.ts';
import { PageError } from './page-error.ts';

/** In an address, a value that is asked to be unknown. */
export const NONE = '(none)';

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, `write one of: ${values.join(', ')}`);
const text = z
  .string()
  .max(256, 'is too long')
  .refine((value) => !value.includes('\0'), 'holds a NUL character');
const orNone = text.transform((value) => (value === NONE ? null : value));
const instant = z.string().transform((value, context): Instant => {
  const at = parseInstant(value);
  if (at === null) context.addIssue('is no instant: write it as 2026-03-10T12:00:00Z');
  return at ?? 0;
});
const page = z.coerce.number('is no page number').int().min(1).max(100_000).default(1);

const contactQuery = z.strictObject({
  reason: orNone.optional(),
  ladder: oneOf(CONTACT_RUNGS).optional(),
  offer: oneOf(OFFERS).optional(),
  channel: text.optional(),
  customer: text.optional(),
  since: instant.optional(),
  until: instant.optional(),
  page,
});

const outreachQuery = z.strictObject({
  play: text.optional(),
  reason: orNone.optional(),
  status: oneOf(STATUSES).optional(),
  why: orNone.optional(),
  cause: orNone.optional(),
  stage: oneOf(STAGES).optional(),
  passed: oneOf(['go', 'sent', 'delivered']).optional(),
  only: oneOf(['withheld', 'dead']).optional(),
  ladder: oneOf(['proactive']).optional(),
  arm: oneOf([...ARMS, 'both']).optional(),
  window: oneOf(['open', 'closed']).optional(),
  contacted: oneOf(['about', 'other', 'no']).optional(),
  customer: text.optional(),
  since: instant.optional(),
  until: instant.optional(),
  page,
});

const dialogueQuery = z.strictObject({
  medium: oneOf(['voice', 'sms', 'chat', 'outbound']).optional(),
  offered: oneOf(['yes', 'no']).optional(),
  answered: oneOf(['yes', 'no']).optional(),
  since: instant.optional(),
  until: instant.optional(),
  page,
});

type Query = Record<string, string>;

/** The values that were really asked for: a form sends every field, empty or not. */
export function asked(query: Query): Query {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

function read<T>(schema: z.ZodType<T>, query: Query): T {
  const parsed = schema.safeParse(asked(query));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const known = Object.keys((schema as unknown as z.ZodObject).shape).join(', ');
  if (issue?.code === 'unrecognized_keys')
    throw new PageError(400, `There is no filter “${issue.keys[0]}”`, `Filters here are: ${known}.`);
  throw new PageError(
    400,
    `The filter “${issue?.path.join('.')}” can't be read`,
    `${issue?.path.join('.')}: ${issue?.message ?? ''}. Filters here are: ${known}.`,
  );
}

/** The filter of a list in its address. Throws PageError 400 that names what can't be read. */
export function readContactFilter(query: Query, now: Instant): ContactFilter & { page: number } {
  const { since = null, until = now, ...rest } = read(contactQuery, query);
  return { since, until, ...rest };
}

export function readDialogueFilter(query: Query, now: Instant): DialogueFilter & { page: number } {
  const { since = null, until = now, ...rest } = read(dialogueQuery, query);
  return { since, until, ...rest };
}

/** The page of a list that has no filters. */
export function pageIn(query: Query): number {
  return read(z.object({ page }), query).page;
}

export function readOutreachFilter(query: Query, now: Instant): OutreachFilter & { page: number } {
  const { since = null, until = now, ...rest } = read(outreachQuery, query);
  return { since, until, ...rest };
}

/** The address of the rows that a figure was counted from. */
export function hrefOf({ rows, filter }: Opens): string {
  return `/${rows}?${queryOf({
    ...filter,
    since: filter.since === null ? undefined : iso(filter.since),
    until: iso(filter.until),
  })}`;
}

export function queryOf(values: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) query.set(name, value === null ? NONE : String(value));
  return query.toString();
}
