import type { SubjectRef } from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';
import { MOST, putNewest } from './newest.ts';
import type { Usual } from './usual.ts';

/** A milestone as it stood at an instant, and how it got there. `by` and `byInAll` are in milliseconds, later is positive. */
export type MovedMilestone = {
  at: Instant;
  moves: number;
  by: number;
  byInAll: number;
  movedAt: Instant;
};

/** One subject, folded from the events told so far. */
export type SubjectHistory = SubjectRef & {
  facts: Map<string, unknown>;
  milestones: Map<string, MovedMilestone>;
  events: Map<string, { last: Instant; times: number }>;
  lastEvent: string;
  lastAt: Instant;
  /** What the numbers among the facts were on the customer's earlier subjects of this type. */
  usual: Usual;
};

export type Told = { facts: Record<string, unknown>; milestones: Record<string, Instant> };

export function openSubject(ref: SubjectRef, usual: Usual): SubjectHistory {
  return {
    ...ref,
    facts: new Map(),
    milestones: new Map(),
    events: new Map(),
    lastEvent: '',
    lastAt: 0,
    usual,
  };
}

/** Brings a subject up to date with an event, in place. Events must come oldest first. */
export function learnEvent(subject: SubjectHistory, name: string, at: Instant, told: Told): void {
  for (const [fact, value] of Object.entries(told.facts)) putNewest(subject.facts, fact, value, MOST.facts);
  for (const [milestone, to] of Object.entries(told.milestones)) {
    const before = subject.milestones.get(milestone);
    if (!before) {
      const first = { at: to, moves: 0, by: 0, byInAll: 0, movedAt: at };
      putNewest(subject.milestones, milestone, first, MOST.milestones);
    } else if (before.at !== to) {
      before.moves++;
      before.by = to - before.at;
      before.byInAll += before.by;
      before.at = to;
      before.movedAt = at;
    }
  }
  const times = (subject.events.get(name)?.times ?? 0) + 1;
  putNewest(subject.events, name, { last: at, times }, MOST.eventsOfSubject);
  subject.lastEvent = name;
  subject.lastAt = at;
}

/** The soonest milestone of a subject that still lies ahead, or null. One that falls on `at` has come. */
export function nextMilestone(subject: SubjectHistory, at: Instant): Instant | null {
  let next: Instant | null = null;
  for (const milestone of subject.milestones.values()) {
    if (milestone.at > at && (next === null || milestone.at < next)) next = milestone.at;
  }
  return next;
}

/** When something last happened to a subject: an event, or a milestone that came. */
export function lastTouched(subject: SubjectHistory, at: Instant): Instant {
  let last = subject.lastAt;
  for (const milestone of subject.milestones.values()) {
    if (milestone.at <= at && milestone.at > last) last = milestone.at;
  }
  return last;
}

/**
 * Of the subjects of one type the two that a customer would ask about: the one whose next milestone is nearest, and of
 * those with nothing ahead the one touched last. `ahead` counts those with a milestone ahead.
 */
export function atHand(
  subjects: Iterable<SubjectHistory>,
  at: Instant,
): { next: SubjectHistory | null; last: SubjectHistory | null; ahead: number } {
  const found = { next: null as SubjectHistory | null, last: null as SubjectHistory | null, ahead: 0 };
  let soonest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (const subject of subjects) {
    const next = nextMilestone(subject, at);
    if (next !== null) {
      found.ahead++;
      if (next < soonest) [soonest, found.next] = [next, subject];
      continue;
    }
    const touched = lastTouched(subject, at);
    if (touched > latest) [latest, found.last] = [touched, subject];
  }
  return found;
}
