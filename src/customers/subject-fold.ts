import type { Track } from '../ingest/index.ts';
import type { Instant } from '../platform/index.ts';
import { own } from './own.ts';
import type { Milestone, Subject, SubjectChange } from './types.ts';
import type { Reading, SubjectRef } from './vocabulary/read.ts';

/**
 * Folds one event into a subject. Each field keeps the value of the newest event that told it, so the result does not
 * depend on the order of arrival. Returns the subject as it is now and what changed.
 */
export function foldSubject(
  before: Subject | null,
  ref: SubjectRef,
  track: Track,
  reading: Reading,
): { subject: Subject; change: SubjectChange } {
  const version = (before?.version ?? 0) + 1;
  const facts = newer(before?.facts ?? {}, before?.factTimes ?? {}, reading.facts, track.at);
  const factTimes = newest({ ...before?.factTimes, ...facts.times });
  const milestones = moved(before?.milestones ?? {}, reading.milestones, track.at);
  const subject: Subject = {
    customerId: track.customerId,
    type: ref.type,
    id: ref.id,
    facts: only({ ...before?.facts, ...facts.told }, factTimes),
    factTimes,
    milestones: { ...before?.milestones, ...milestones },
    lastEvents: newest({
      ...before?.lastEvents,
      [track.name]: Math.max(track.at, own(before?.lastEvents ?? {}, track.name) ?? track.at),
    }),
    version,
    openedAt: Math.min(track.at, before?.openedAt ?? track.at),
    updatedAt: Math.max(track.at, before?.updatedAt ?? track.at),
  };
  const change: SubjectChange = {
    customerId: track.customerId,
    type: ref.type,
    id: ref.id,
    version,
    at: track.at,
    messageId: track.messageId,
    event: track.name,
    changes: { facts: facts.changed, milestones: reading.milestones },
  };
  return { subject, change };
}

/**
 * Names that a subject keeps at most: more than any real one has, and few enough that an event costs the same whatever
 * names came before it. Those told of last stay, whatever the order of arrival.
 */
const MOST_NAMES = 250;

function newest(times: Record<string, Instant>): Record<string, Instant> {
  const names = Object.entries(times);
  if (names.length <= MOST_NAMES) return times;
  names.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return Object.fromEntries(names.slice(0, MOST_NAMES));
}

function only(facts: Record<string, unknown>, names: Record<string, Instant>): Record<string, unknown> {
  const all = Object.entries(facts);
  return all.length <= MOST_NAMES
    ? facts
    : Object.fromEntries(all.filter(([name]) => own(names, name) !== undefined));
}

function newer(
  known: Record<string, unknown>,
  times: Record<string, Instant>,
  told: Record<string, unknown>,
  at: Instant,
) {
  const newest = Object.entries(told).filter(([name]) => at >= (own(times, name) ?? at));
  const changed = newest.filter(
    ([name, value]) => JSON.stringify(own(known, name)) !== JSON.stringify(value),
  );
  return {
    told: Object.fromEntries(newest),
    times: Object.fromEntries(newest.map(([name]) => [name, at])),
    changed: Object.fromEntries(changed),
  };
}

function moved(
  known: Record<string, Milestone>,
  told: Record<string, Instant>,
  knownAt: Instant,
): Record<string, Milestone> {
  const step = (at: Instant, before: Milestone | undefined): Milestone => {
    const first = !before || knownAt < before.first.knownAt ? { at, knownAt } : before.first;
    const version = (before?.version ?? 0) + (before?.at === at ? 0 : 1);
    if (before && knownAt < before.knownAt) return { ...before, version, first };
    return { at, knownAt, since: before?.at === at ? before.since : knownAt, version, first };
  };
  return Object.fromEntries(Object.entries(told).map(([name, at]) => [name, step(at, own(known, name))]));
}
