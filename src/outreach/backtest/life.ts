import {
  type ConsentRecord,
  foldSubject,
  type LockedCustomer,
  mergeTraits,
  readProperties,
  type Subject,
  type Timeline,
  type TimelineEntry,
  type Vocabulary,
} from '../../customers/index.ts';
import { bucketOf } from '../../platform/index.ts';
import type { Happening } from '../customer-subject.ts';
import type { ContactFact } from '../gate-store.ts';

/** A customer's history as it is kept, for going through it again. */
export type History = { customerId: string; timeline: Timeline; consents: readonly ConsentRecord[] };

/** A customer as the store would hold them at one moment of a replay; grows in place as entries are taken in. */
export type Life = {
  customer: LockedCustomer;
  subjects: Map<string, Subject>;
  contacts: ContactFact[];
  /** The last event of each name. */
  happenings: Map<string, Happening>;
};

export function newLife(customerId: string): Life {
  return {
    customer: {
      bucket: bucketOf(customerId),
      id: customerId,
      traits: {},
      traitTimes: {},
      timeZone: null,
      locale: null,
      firstSeen: 0,
    },
    subjects: new Map(),
    contacts: [],
    happenings: new Map(),
  };
}

/** What an entry touched: subjects that it is about, and whether it may have changed who is in an audience. */
export type Touched =
  | { kind: 'event'; subjects: Subject[]; name: string }
  | { kind: 'traits' | 'contact' | 'nothing' };

/** Takes one entry in, by the same folds as the projections of events do in the store. */
export function takeIn(life: Life, entry: TimelineEntry, vocabulary: Vocabulary | undefined): Touched {
  const { id: customerId } = life.customer;
  switch (entry.kind) {
    case 'traits':
      life.customer = mergeTraits(life.customer, {
        kind: 'identify',
        messageId: '',
        customerId,
        at: entry.at,
        traits: entry.traits,
      });
      return { kind: 'traits' };
    case 'contact':
      life.contacts.push({ ...entry, customerId });
      return { kind: 'contact' };
    case 'outreach':
      return { kind: 'nothing' };
    case 'event':
      return takeEvent(life, entry, vocabulary);
  }
}

function takeEvent(
  life: Life,
  { name, at, properties }: Extract<TimelineEntry, { kind: 'event' | 'outreach' }>,
  vocabulary: Vocabulary | undefined,
): Touched {
  const { id: customerId } = life.customer;
  const track = { kind: 'track' as const, messageId: '', customerId, at, name, properties };
  const before = life.happenings.get(name);
  if (!before || at >= before.at) life.happenings.set(name, { customerId, name, at, properties });
  const reading = readProperties(properties, vocabulary);
  const subjects = reading.subjects.map((ref) => {
    const key = JSON.stringify([ref.type, ref.id]);
    const { subject } = foldSubject(life.subjects.get(key) ?? null, ref, track, reading);
    life.subjects.set(key, subject);
    return subject;
  });
  return { kind: 'event', subjects, name };
}

export function consentsAt(consents: readonly ConsentRecord[], at: number): ConsentRecord[] {
  return consents.filter((record) => record.at <= at);
}
