import { type Instant, parseInstant } from '../platform/index.ts';

export type SubjectRef = { type: string; id: string };
export type Reading = {
  subjects: SubjectRef[];
  facts: Record<string, unknown>;
  milestones: Record<string, Instant>;
};

/** Ids of who acts or of the message itself, not of what it is about. */
const NOT_SUBJECTS = new Set(['user', 'customer', 'anonymous', 'message', 'session', 'device', 'event']);

/** Verbs whose milestone has a settled noun; any other milestone is named by its property. */
const NOUNS = new Map([
  ['departsAt', 'departure'],
  ['arrivesAt', 'arrival'],
]);

/**
 * What an event's properties say, by their form alone: `tripId` names the subject `trip`; a property that holds an
 * ISO 8601 instant is a milestone; the rest are facts.
 */
export function readProperties(properties: Record<string, unknown>): Reading {
  const subjects: SubjectRef[] = [];
  const facts: [string, unknown][] = [];
  const milestones: [string, Instant][] = [];
  for (const [name, value] of Object.entries(properties)) {
    const subject = subjectOf(name, value);
    if (subject) {
      subjects.push(subject);
      continue;
    }
    const instant = typeof value === 'string' ? parseInstant(value) : null;
    if (instant !== null) milestones.push([NOUNS.get(name) ?? name, instant]);
    else facts.push([name, value]);
  }
  return { subjects, facts: Object.fromEntries(facts), milestones: Object.fromEntries(milestones) };
}

function subjectOf(name: string, value: unknown): SubjectRef | null {
  const type = /^([a-z][A-Za-z]*?)(?:Id|ID)$/.exec(name)?.[1] ?? /^([a-z]+(?:_[a-z]+)*?)_id$/.exec(name)?.[1];
  if (!type || NOT_SUBJECTS.has(type.toLowerCase())) return null;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const id = String(value).trim();
  return id === '' || id.length > 256 ? null : { type, id };
}
