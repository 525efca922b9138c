import { z } from 'zod';
import { own, type Subject } from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';
import { durationMs, durationSchema } from './duration.ts';

/** What is about the customer and no subject of theirs: an event without one, or a forecast. */
export const ABOUT_CUSTOMER = 'customer';
/** The anchor of a forecast's crossing, in place of an event's name. */
export const CROSSING = 'forecast';

const notBefore = durationSchema.refine(
  (text) => durationMs(text) >= 0,
  'can only be after the event: PT0S or more',
);
const notNegative = durationSchema.refine((text) => durationMs(text) >= 0, 'is PT0S or more');
const typeOfSubject = z
  .string()
  .min(1)
  .refine((type) => type !== ABOUT_CUSTOMER, 'leave `subject` out for what is about the customer');

export const triggerSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('milestone'),
      subject: typeOfSubject,
      milestone: z.string().min(1),
      /** From the milestone: -PT1H is an hour before it, PT2H when it is overdue by two hours (see `completedBy`). */
      offset: durationSchema,
    }),
    z.strictObject({
      kind: z.literal('moved'),
      subject: typeOfSubject,
      milestone: z.string().min(1),
      direction: z.enum(['later', 'earlier', 'either']),
      /** At least so far from where it was first told to be; PT0S: any move, back to there too. */
      by: notNegative,
      /** How long after it moved. Moving on starts anew. */
      delay: notBefore.default('PT0S'),
    }),
    z.strictObject({
      kind: z.literal('event'),
      event: z.string().min(1),
      /** The type of subject that the event is about; without one it is about the customer. */
      subject: typeOfSubject.optional(),
      /** How long after the event. A newer event of the kind starts anew. */
      delay: notBefore.default('PT0S'),
    }),
    z.strictObject({
      kind: z.literal('forecast'),
      /** P(contact within it, about the play's reason) … */
      horizon: z.enum(['24h', '7d']),
      /** … rises from below this to it or above, from one full hour to the next. */
      threshold: z.number().gt(0).lt(1),
    }),
  ],
  { error: 'kind is milestone, moved, event or forecast' },
);
export type Trigger = z.output<typeof triggerSchema>;

export function triggerOffset(trigger: Trigger): { ms: number; written: string } {
  const written =
    trigger.kind === 'milestone' ? trigger.offset : trigger.kind === 'forecast' ? 'PT0S' : trigger.delay;
  return { ms: durationMs(written), written };
}

/** The type of the subjects that a play is about. */
export function subjectTypeOf(trigger: Trigger): string {
  return trigger.kind === 'forecast' ? ABOUT_CUSTOMER : (trigger.subject ?? ABOUT_CUSTOMER);
}

/** The name of what an outreach hangs on. */
export function anchorOf(trigger: Trigger): string {
  if (trigger.kind === 'milestone') return trigger.milestone;
  if (trigger.kind === 'moved') return `${trigger.milestone} moved`;
  return trigger.kind === 'event' ? trigger.event : CROSSING;
}

type Ends = { trigger: Trigger; cancelledBy: readonly string[]; completedBy: readonly string[] };

/** Where a play's anchor stands in a subject now. Null: the subject has none. */
export type Standing = {
  at: Instant;
  /** Since when it is known to be there, and not elsewhere. */
  since: Instant;
  over: { how: 'cancelled' | 'completed'; event: string } | null;
} | null;

/** A milestone told again after an event that ended it (a cancelled flight back on the board) stands again. */
export function standingOf({ trigger, cancelledBy, completedBy }: Ends, subject: Subject): Standing {
  const anchor = anchorIn(trigger, subject);
  if (!anchor) return null;
  const { at, since, knownAt } = anchor;
  const after = (names: readonly string[]) =>
    names.find((name) => (own(subject.lastEvents, name) ?? -Infinity) >= knownAt);
  const cancelled = after(cancelledBy);
  if (cancelled) return { at, since, over: { how: 'cancelled', event: cancelled } };
  const completed = after(completedBy);
  return { at, since, over: completed ? { how: 'completed', event: completed } : null };
}

function anchorIn(
  trigger: Trigger,
  subject: Subject,
): { at: Instant; since: Instant; knownAt: Instant } | null {
  if (trigger.kind === 'milestone') return own(subject.milestones, trigger.milestone) ?? null;
  if (trigger.kind === 'moved') return movedIn(trigger, subject);
  const at = own(subject.lastEvents, anchorOf(trigger));
  return at === undefined ? null : { at, since: at, knownAt: at };
}

function movedIn(
  { milestone: name, direction, by }: Extract<Trigger, { kind: 'moved' }>,
  subject: Subject,
): ReturnType<typeof anchorIn> {
  const milestone = own(subject.milestones, name);
  if (!milestone || milestone.version < 2) return null;
  const moved = milestone.at - milestone.first.at;
  const far = Math.abs(moved) >= durationMs(by);
  const right = direction === 'either' || (direction === 'later' ? moved > 0 : moved < 0);
  return far && right ? { at: milestone.since, since: milestone.since, knownAt: milestone.knownAt } : null;
}

/** The milestone that a play's messages tell of, if it hangs on one. */
export function milestoneOf(trigger: Trigger): string | null {
  return trigger.kind === 'milestone' || trigger.kind === 'moved' ? trigger.milestone : null;
}
