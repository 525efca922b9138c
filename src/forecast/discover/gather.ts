import type { Timeline, Vocabulary } from '../../customers/index.ts';
import { fractionOf, type Instant } from '../../platform/index.ts';
import { lifeOf } from './life.ts';
import { type Indexed, indexed } from './occurrences.ts';

/** What there is to search: how much, and the customers' timelines, which may be walked through several times. */
export type Source = {
  survey: Survey;
  /** What the company's properties mean, where that was learned. */
  vocabulary?: Vocabulary | undefined;
  /** In a settled order; part by part, so that not all are in memory at once. */
  timelines(onPart: (done: number, total: number) => void): AsyncIterable<readonly [id: string, Timeline]>;
};
export type Survey = {
  /** Events and contacts. */
  entries: number;
  contacts: number;
  /** Of the first and the last contact. */
  first: Instant | null;
  last: Instant | null;
  /** Most frequent first. */
  reasons: { reason: string; contacts: number }[];
};

/** What to read of it: of all customers, or of a share who are always the same, what was known by an instant. */
export type Reading = {
  source: Source;
  until: Instant;
  share: number;
  onPart: (done: number, total: number) => void;
};

/** With no more entries than this, what was read once is kept for the next time. */
const KEPT = 150_000;
type Read = { timeline: Timeline; found: Indexed };
const kept = new WeakMap<Source, Read[]>();

export async function* readTimelines({ source, until, share, onPart }: Reading): AsyncGenerator<Read> {
  const known = kept.get(source);
  if (known) {
    yield* known;
    return;
  }
  const all: Read[] = [];
  for await (const [id, timeline] of source.timelines(onPart)) {
    if (share < 1 && fractionOf('discover', id) >= share) continue;
    const read = { timeline, found: indexed(lifeOf(id, timeline, until, source.vocabulary)) };
    if (source.survey.entries <= KEPT) all.push(read);
    yield read;
  }
  if (source.survey.entries <= KEPT) kept.set(source, all);
}

/** The same without what the events said, all in memory. */
export async function readLives(reading: Reading): Promise<Indexed[]> {
  const lives: Indexed[] = [];
  for await (const { found } of readTimelines(reading)) lives.push(found);
  return lives;
}

/** A source of timelines that are in memory. */
export function sourceOf(timelines: ReadonlyMap<string, Timeline>): Source {
  const counts = new Map<string, number>();
  let [entries, contacts] = [0, 0];
  let [first, last]: [Instant | null, Instant | null] = [null, null];
  for (const timeline of timelines.values())
    for (const entry of timeline) {
      entries++;
      if (entry.kind !== 'contact') continue;
      contacts++;
      first = Math.min(first ?? entry.at, entry.at);
      last = Math.max(last ?? entry.at, entry.at);
      if (entry.reason !== null) counts.set(entry.reason, (counts.get(entry.reason) ?? 0) + 1);
    }
  const reasons = [...counts]
    .map(([reason, contacts]) => ({ reason, contacts }))
    .sort((a, b) => b.contacts - a.contacts || (a.reason < b.reason ? -1 : 1));
  return {
    survey: { entries, contacts, first, last, reasons },
    timelines: async function* () {
      yield* [...timelines].sort(([a], [b]) => (a < b ? -1 : 1));
    },
  };
}
