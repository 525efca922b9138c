import type { SubjectRef } from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';
import { lastTouched, nextMilestone, openSubject, type SubjectHistory } from './subject-history.ts';
import { type Usual, withPast } from './usual.ts';

/** The subjects of one type that a customer may still ask about, and what is usual of those before. */
export type SubjectKind = {
  byId: Map<string, SubjectHistory>;
  newest: SubjectHistory | null;
  usual: Usual;
};

/** With more than this many, those touched longest ago that have nothing ahead are forgotten: nobody asks about them. */
const MOST = 100;

export function emptyKind(): SubjectKind {
  return { byId: new Map(), newest: null, usual: new Map() };
}

/** Opens a subject; what the one opened before it came to is then part of what is usual. */
export function openOne(kind: SubjectKind, ref: SubjectRef, at: Instant): SubjectHistory {
  if (kind.newest) kind.usual = withPast(kind.usual, kind.newest.facts);
  if (kind.byId.size >= MOST) forget(kind, at);
  kind.newest = openSubject(ref, kind.usual);
  kind.byId.set(ref.id, kind.newest);
  return kind.newest;
}

function forget(kind: SubjectKind, at: Instant): void {
  const ranked = [...kind.byId.values()]
    .map((subject) => ({
      id: subject.id,
      rank: (nextMilestone(subject, at) === null ? 0 : 1) * 1e15 + lastTouched(subject, at),
    }))
    .sort((a, b) => a.rank - b.rank);
  for (const { id } of ranked.slice(0, MOST / 2)) kind.byId.delete(id);
}
