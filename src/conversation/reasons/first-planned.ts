import type { Subject, SubjectChange } from '../../customers/index.ts';
import { type Instant, MINUTE } from '../../platform/index.ts';

/**
 * When the departure was first planned: what the oldest event told, or, where history begins with a delay, the delay's
 * own `minutes` before the new time. Null when neither is known.
 */
export function firstPlanned(subject: Subject, versions: readonly SubjectChange[]): Instant | null {
  const departure = subject.milestones.departure;
  if (!departure) return null;
  const told = versions
    .filter((version) => version.type === subject.type && version.id === subject.id)
    .flatMap(({ at, event, changes }) =>
      changes.milestones.departure === undefined
        ? []
        : [{ at, event, departure: changes.milestones.departure }],
    )
    .sort((a, b) => a.at - b.at);
  const first = told[0];
  if (first && !isDelay(first.event)) return first.departure;
  const { minutes } = subject.facts;
  const ofThisDelay =
    subject.factTimes.minutes === departure.knownAt &&
    Object.entries(subject.lastEvents).some(([name, at]) => at === departure.knownAt && isDelay(name));
  if (ofThisDelay && typeof minutes === 'number' && minutes > 0) return departure.at - minutes * MINUTE;
  return first && first.departure !== departure.at ? first.departure : null;
}

function isDelay(event: string): boolean {
  return /delay/i.test(event);
}
