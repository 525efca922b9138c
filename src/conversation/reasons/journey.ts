import type { Subject } from '../../customers/index.ts';
import { HOUR, type Instant } from '../../platform/index.ts';

/** A trip as a caller asks about it. `due`: its time has passed and nothing was told of its leaving. */
export type Journey = {
  subject: Subject;
  departure: Instant;
  state: 'planned' | 'due' | 'departed' | 'landed' | 'cancelled';
  /** When it left, where that was told. */
  leftAt: Instant | null;
};

const CANCELLED = /^(flight|trip|booking|reservation|departure)?[ _-]*cancell?ed$/i;
const REVIVED = /^(flight|trip|booking|reservation)?[ _-]*(re-?booked|booked|reinstated|uncancell?ed)$/i;
const DEPARTED = /^(flight|trip)?[ _-]*departed$/i;
const LANDED = /^(flight|trip)?[ _-]*(arrived|landed)$/i;

/** How long after its time a departure is still what a caller has in mind. */
const AT_HAND = 6 * HOUR;
const RECENT = 24 * HOUR;

/** Reads a subject that has a departure; null for any other. The newest event about its fate counts. */
function readJourney(subject: Subject, now: Instant): Journey | null {
  const departure = subject.milestones.departure;
  if (!departure) return null;
  const last = (pattern: RegExp) => newest(subject.lastEvents, pattern);
  const [cancelled, departed, landed] = [last(CANCELLED), last(DEPARTED), last(LANDED)];
  const revived = Math.max(last(REVIVED) ?? Number.NEGATIVE_INFINITY, departure.knownAt);
  const gone = Math.max(departed ?? Number.NEGATIVE_INFINITY, landed ?? Number.NEGATIVE_INFINITY);
  let state: Journey['state'] = departure.at > now ? 'planned' : 'due';
  if (cancelled !== null && cancelled >= Math.max(revived, gone)) state = 'cancelled';
  // It left, unless a time still to come was told afterwards: back at the gate.
  else if (Number.isFinite(gone) && !(departure.at > now && departure.knownAt > gone))
    state = landed === gone ? 'landed' : 'departed';
  return { subject, departure: departure.at, state, leftAt: departed };
}

function newest(events: Record<string, Instant>, pattern: RegExp): Instant | null {
  const times = Object.entries(events).flatMap(([name, at]) => (pattern.test(name) ? [at] : []));
  return times.length ? Math.max(...times) : null;
}

/**
 * Which journeys a caller means by "my flight": the one departing next or at hand, else one that left of late. A
 * cancelled one that was to leave first is told before it; alone it is told by itself. Empty when there is none.
 */
export function journeysAtHand(subjects: readonly Subject[], now: Instant): Journey[] {
  const all = subjects
    .flatMap((subject) => readJourney(subject, now) ?? [])
    .sort((a, b) => a.departure - b.departure);
  const main = mainJourney(all, now);
  const cancelled = all.find(
    (journey) =>
      journey.state === 'cancelled' &&
      journey.departure > now - RECENT &&
      (!main || (journey.departure <= main.departure && journey.departure < now + 2 * RECENT)),
  );
  return [cancelled, main].filter((journey) => journey !== undefined);
}

function mainJourney(all: readonly Journey[], now: Instant): Journey | undefined {
  const planned = all.find((journey) => journey.state === 'planned');
  const due = all.findLast((journey) => journey.state === 'due' && journey.departure > now - AT_HAND);
  const next = due && planned ? nearer(due, planned, now) : (due ?? planned);
  const gone = all.findLast((journey) => leftSince(journey, now - RECENT));
  if (next && (!gone || next.departure < now + RECENT || !leftSince(gone, now - AT_HAND))) return next;
  return gone;
}

function leftSince(journey: Journey, since: Instant): boolean {
  return (
    (journey.state === 'departed' || journey.state === 'landed') &&
    (journey.leftAt ?? journey.departure) > since
  );
}

function nearer(a: Journey, b: Journey, now: Instant): Journey {
  return Math.abs(a.departure - now) <= Math.abs(b.departure - now) ? a : b;
}
