import type { Instant } from '../platform/index.ts';
import type { SubjectHistory } from './subject-history.ts';

/**
 * One thing that usually follows another on the same subject: an event after an event or a milestone. Learned from the
 * company's own history, so that it can be told what is missing.
 */
export type Step = {
  after: { kind: 'event' | 'milestone'; name: string };
  follows: string;
  /** On what share of the subjects it followed. */
  share: number;
  /** Hours within which it followed on half of these, and on nine of ten. */
  median: number;
  usually: number;
};

/** The usual course of subjects, by their type. */
export type Courses = Readonly<Record<string, readonly Step[]>>;

/** When the first part of a step came on a subject, or null when it has not come by `at`. */
export function begunAt(subject: SubjectHistory, { after }: Step, at: Instant): Instant | null {
  const begun =
    after.kind === 'event' ? subject.events.get(after.name)?.last : subject.milestones.get(after.name)?.at;
  return begun !== undefined && begun <= at ? begun : null;
}

/** Whether the second part of a step has come; of an event that came before, only one after it counts. */
export function isDone(subject: SubjectHistory, { after, follows }: Step, begun: Instant): boolean {
  const came = subject.events.get(follows)?.last;
  return came !== undefined && (after.kind === 'milestone' || came >= begun);
}
