import { readForForecast, type Timeline, type TimelineEntry, type Vocabulary } from '../customers/index.ts';
import { HOUR, type Instant } from '../platform/index.ts';
import { type Habit, habitOf, NO_HABIT } from './contact-habit.ts';
import { MOST, putNewest } from './newest.ts';
import { learnEvent } from './subject-history.ts';
import { emptyKind, openOne, type SubjectKind } from './subject-kind.ts';
import { type Usual, withPast } from './usual.ts';

type Contact = Extract<TimelineEntry, { kind: 'contact' }>;
type Happening = Extract<TimelineEntry, { kind: 'event' | 'outreach' }>;

export type PastContact = {
  at: Instant;
  reason: string | null;
  resolved: boolean | null;
  resolvedAt: Instant;
};

/** All that was told of one customer up to some entry of the timeline. It grows in place while a fold runs. */
export type History = {
  /** When the first of all this was; null before anything was told. */
  begun: Instant | null;
  traits: Map<string, unknown>;
  events: Map<string, Instant[]>;
  /** What the newest event of each kind said, for kinds that are about no subject. */
  said: Map<string, { facts: Record<string, unknown>; usual: Usual }>;
  subjects: Map<string, SubjectKind>;
  contacts: PastContact[];
  /** How much of a habit it is to get in touch at all. */
  habit: Habit;
  /** The contacts about each reason. */
  asked: Map<string, { contacts: PastContact[]; habit: Habit }>;
  outreach: Map<string, Instant[]>;
};

export function emptyHistory(): History {
  return {
    begun: null,
    traits: new Map(),
    events: new Map(),
    said: new Map(),
    subjects: new Map(),
    contacts: [],
    habit: NO_HABIT,
    asked: new Map(),
    outreach: new Map(),
  };
}

/** Takes one more entry into a history. Entries must come in the order of `inOrder`. */
export function learn(history: History, entry: TimelineEntry, vocabulary?: Vocabulary): void {
  history.begun ??= entry.at;
  switch (entry.kind) {
    case 'traits':
      for (const [name, value] of Object.entries(entry.traits))
        putNewest(history.traits, name, value, MOST.traits);
      return;
    case 'contact':
      learnContact(history, asPast(entry));
      return;
    case 'outreach':
      append(history.outreach, entry.name, entry.at, MOST.outreach);
      return;
    case 'event':
      append(history.events, entry.name, entry.at, MOST.events);
      learnHappening(history, entry, vocabulary);
  }
}

/** How long a contact is taken to last when nobody said: its outcome is not known before it ended. */
const USUAL_CONTACT = HOUR;

function asPast({ at, reason, resolved, handleSeconds }: Contact): PastContact {
  return {
    at,
    reason,
    resolved,
    resolvedAt: at + (handleSeconds === null ? USUAL_CONTACT : handleSeconds * 1000),
  };
}

function learnContact(history: History, contact: PastContact): void {
  history.contacts.push(contact);
  history.habit = habitOf(history.habit, contact.at);
  if (contact.reason === null) return;
  const before = history.asked.get(contact.reason);
  const contacts = before?.contacts ?? [];
  contacts.push(contact);
  const habit = habitOf(before?.habit ?? NO_HABIT, contact.at);
  putNewest(history.asked, contact.reason, { contacts, habit }, MOST.reasons);
}

function learnHappening(
  history: History,
  { name, at, properties }: Happening,
  vocabulary: Vocabulary | undefined,
): void {
  const reading = withFewerFacts(readForForecast(properties, vocabulary));
  if (!reading.subjects.length) {
    const before = history.said.get(name);
    const usual = withPast(before?.usual ?? new Map(), Object.entries(before?.facts ?? {}));
    putNewest(history.said, name, { facts: reading.facts, usual }, MOST.said);
  }
  for (const ref of reading.subjects) {
    const kind = history.subjects.get(ref.type) ?? emptyKind();
    putNewest(history.subjects, ref.type, kind, MOST.subjectTypes);
    learnEvent(kind.byId.get(ref.id) ?? openOne(kind, ref, at), name, at, reading);
  }
}

function withFewerFacts<T extends { facts: Record<string, unknown> }>(reading: T): T {
  const facts = Object.entries(reading.facts);
  return facts.length <= MOST.facts
    ? reading
    : { ...reading, facts: Object.fromEntries(facts.slice(0, MOST.facts)) };
}

function append(map: Map<string, Instant[]>, name: string, at: Instant, most: number): void {
  const instants = map.get(name) ?? [];
  instants.push(at);
  putNewest(map, name, instants, most);
}

/**
 * The timeline oldest first, entries of one instant by kind and name, so that nothing hangs on the order in which
 * things of one instant arrived. Entries alike in all three keep their order: of two such, the later says what holds.
 */
export function inOrder(timeline: Timeline): Timeline {
  for (let i = 1; i < timeline.length; i++) {
    if (compare(timeline[i - 1] as TimelineEntry, timeline[i] as TimelineEntry) > 0)
      return [...timeline].sort(compare);
  }
  return timeline;
}

function compare(a: TimelineEntry, b: TimelineEntry): number {
  if (a.at !== b.at) return a.at - b.at;
  const [x, y] = [keyOf(a), keyOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function keyOf(entry: TimelineEntry): string {
  if (entry.kind === 'traits') return 'traits';
  return entry.kind === 'contact'
    ? `contact ${entry.reason ?? ''} ${entry.id}`
    : `${entry.kind} ${entry.name}`;
}
