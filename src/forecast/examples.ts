import { loadTimelines, type Timeline } from '../customers/index.ts';
import { BUCKETS, HOUR, type Instant, type Tx } from '../platform/index.ts';
import { type Moment, momentSampler } from './moments.ts';
import type { Pulse } from './pulse.ts';
import { seeded } from './random.ts';
import { situations } from './situation.ts';
import type { Company, Situation } from './types.ts';

/** A situation with what came of it: the reason of the contact that began then, or how soon the next one came. */
export type Example =
  | { kind: 'contact'; situation: Situation; reason: string }
  | { kind: 'moment'; situation: Situation; soon: Moment['soon']; weight: number };

export type Window = {
  /** Contacts from here, and up to here; contacts are known for all of it. */
  from: Instant;
  until: Instant;
  /** Moments from here. */
  momentsFrom: Instant;
  /** How many contacts and customers there are, for drawing no more examples than needed. */
  contacts: number;
  customers: number;
  seed: number;
};

/** Beyond these many examples more change little and cost time and memory. */
const MOST_CONTACTS = 40_000;
const MOMENTS_OF_A_KIND = 6_000;

/** Examples out of all customers' timelines, one bucket in memory at a time. */
export async function* readExamples(
  db: Tx,
  window: Window,
  company: Company,
  pulse: Pulse,
  onBucket: (done: number, total: number) => void = () => {},
): AsyncGenerator<Example> {
  const random = seeded(window.seed);
  const steps = stepsOf(window);
  const draw = momentSampler(steps, random);
  const keep = MOST_CONTACTS / Math.max(1, window.contacts);
  for await (const { timeline, bucket, buckets } of readTimelines(db)) {
    onBucket(bucket, buckets);
    const wanted: ({ at: Instant } & ({ reason: string } | Moment))[] = [
      ...reasonsIn(timeline, window).filter(() => keep >= 1 || random() < keep),
      ...draw(contactsIn(timeline), beginOf(timeline, window), window.until),
    ].sort((a, b) => a.at - b.at);
    const seen = situations(
      timeline,
      wanted.map(({ at }) => at),
      company,
      pulse,
    );
    let next = 0;
    for (const found of seen) {
      const want = wanted[next++] as (typeof wanted)[number];
      if ('reason' in want) yield { kind: 'contact', situation: found, reason: want.reason };
      else yield { kind: 'moment', situation: found, soon: want.soon, weight: steps[want.soon] };
    }
  }
  onBucket(BUCKETS, BUCKETS);
}

/** All customers' timelines in a settled order, one bucket in memory at a time. */
export async function* readTimelines(
  db: Tx,
): AsyncGenerator<{ customerId: string; timeline: Timeline; bucket: number; buckets: number }> {
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const timelines = await loadTimelines(db, bucket);
    for (const [customerId, timeline] of [...timelines].sort(([a], [b]) => (a < b ? -1 : 1)))
      yield { customerId, timeline, bucket, buckets: BUCKETS };
  }
}

/** Hours for which one drawn moment stands, by kind: of all kinds about as many are drawn. */
function stepsOf({ momentsFrom, until, contacts, customers }: Window): [number, number, number] {
  const hours = (until - momentsFrom) / HOUR;
  const step = (total: number, least: number) => Math.max(least, total / MOMENTS_OF_A_KIND);
  return [step(24 * contacts, 12), step(144 * contacts, 24), step(customers * hours, 24)];
}

/** When the customer is known and contacts are recorded: before that, no contact means nothing. */
function beginOf(timeline: Timeline, window: Window): Instant {
  return Math.max(window.momentsFrom, timeline[0]?.at ?? window.until);
}

function contactsIn(timeline: Timeline): Instant[] {
  return timeline.filter((entry) => entry.kind === 'contact').map((entry) => entry.at);
}

function reasonsIn(timeline: Timeline, { from, until }: Window): { at: Instant; reason: string }[] {
  return timeline.flatMap((entry) =>
    entry.kind === 'contact' && entry.reason !== null && entry.at >= from && entry.at <= until
      ? [{ at: entry.at, reason: entry.reason }]
      : [],
  );
}
