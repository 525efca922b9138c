import type { SubjectRef } from '../../customers/index.ts';
import type { Instant } from '../../platform/index.ts';

/** What a moment to act hangs on. A milestone of an event that is about no subject has the event's name as its subject. */
export type Anchor =
  | { kind: 'event'; name: string }
  | { kind: 'milestone'; subject: string; name: string }
  | { kind: 'moved'; subject: string; name: string; direction: 'later' | 'earlier' };

/** Hours from the anchor, after `from` and up to `to`; negative is before a milestone. */
export type Window = { from: number; to: number };

/**
 * A span of time hung on an anchor; with `without` only as long as that event has not happened. `late`: more often
 * than not it has by when the window opens.
 */
export type Trigger = { anchor: Anchor; without: string | null; late: boolean; window: Window };

/** Something known when the window opens: a feature of the situation compared with a value. */
export type Condition = { feature: string; words: string } & (
  | { op: '>=' | '<'; value: number }
  | { op: '=' | '!='; value: string }
  | { op: 'present' | 'absent'; value: null }
);

/** One customer's happenings, compact: what was said is left out, subjects are numbered within the life. */
export type Life = {
  id: string;
  from: Instant;
  happenings: Happening[];
  plans: Plan[];
  contacts: LifeContact[];
  /** The subjects by their numbers. */
  subjects: SubjectRef[];
};
/** An event with the numbers of the subjects that it is about; none: it is about the customer. */
export type Happening = { name: string; at: Instant; chains: readonly number[] };
/** A milestone with all that was told of it: from `knownAt` on it stood at `at`. */
export type Plan = { subject: string; name: string; chain: number; versions: PlanVersion[] };
export type PlanVersion = { knownAt: Instant; at: Instant };
export type LifeContact = {
  id: string;
  at: Instant;
  reason: string;
  channel: string;
  handleSeconds: number | null;
};

/** One time that a trigger came about: known at `opens`, open in each span, while the anchor stood at `anchorAt`; about a subject. */
export type Occurrence = { opens: Instant; spans: readonly Span[]; about: SubjectRef | null };
type Span = { after: Instant; upTo: Instant; anchorAt: Instant };

/** One trigger before contacts of one reason, with what narrows it. */
export type Finding = { reason: string; trigger: Trigger; where: Condition[] };

/** A contact that a finding covers. `leadHours` is since the window opened, `fromAnchor` since the anchor's instant, in hours. */
export type Covered = {
  id: string;
  customerId: string;
  at: Instant;
  channel: string;
  handleSeconds: number | null;
  leadHours: number;
  fromAnchor: number;
};

/** What a finding came to over a stretch of time. */
export type Count = {
  /** How often the trigger came about, how often a contact followed in its window, and the mean length of that in hours. */
  occurrences: number;
  followed: number;
  meanHours: number;
  covered: Covered[];
};
