import { readProperties, type Subject, type Vocabulary } from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';
import type { Play } from './play.ts';
import { ABOUT_CUSTOMER, anchorOf, CROSSING, subjectTypeOf } from './trigger.ts';

/** The last event of a name that happened to a customer. */
export type Happening = {
  customerId: string;
  name: string;
  at: Instant;
  properties: Record<string, unknown>;
};

/** Events that a play which is about the customer has to know of; none for plays about a subject. */
export function happeningsOf(play: Pick<Play, 'trigger' | 'cancelledBy' | 'completedBy'>): string[] {
  if (subjectTypeOf(play.trigger) !== ABOUT_CUSTOMER) return [];
  return [anchorOf(play.trigger), ...play.cancelledBy, ...play.completedBy].filter(
    (name) => name !== CROSSING,
  );
}

/**
 * The customer as the subject of a play that is about no other: what the triggering event said are its facts, and a
 * forecast's crossing stands among its events. Pure.
 */
export function customerSubject(
  play: Pick<Play, 'trigger' | 'cancelledBy' | 'completedBy'>,
  customerId: string,
  happenings: readonly Happening[],
  crossedAt: Instant | null,
  vocabulary: Vocabulary | undefined,
): Subject {
  const names = new Set(happeningsOf(play));
  const own = happenings.filter((one) => one.customerId === customerId && names.has(one.name));
  const last = own.find(({ name }) => name === anchorOf(play.trigger));
  const at = last?.at ?? crossedAt ?? 0;
  const reading = last ? readProperties(last.properties, vocabulary) : { facts: {}, milestones: {} };
  return {
    customerId,
    type: ABOUT_CUSTOMER,
    id: customerId,
    facts: reading.facts,
    factTimes: {},
    milestones: Object.fromEntries(
      Object.entries(reading.milestones).map(([name, on]) => [
        name,
        { at: on, version: 1, since: at, knownAt: at, first: { at: on, knownAt: at } },
      ]),
    ),
    lastEvents: Object.fromEntries([
      ...own.map(({ name, at: on }): [string, Instant] => [name, on]),
      ...(crossedAt === null ? [] : [[CROSSING, crossedAt] as [string, Instant]]),
    ]),
    version: 1,
    openedAt: at,
    updatedAt: at,
  };
}
