import { loadTimelines, type Timeline } from '../../customers/index.ts';
import { BUCKETS, fractionOf, type Instant, type Tx } from '../../platform/index.ts';
import { lifeOf } from './life.ts';
import { type Indexed, indexed } from './occurrences.ts';

/** What to read: of all customers, or of a share who are always the same, what was known by an instant. */
export type Reading = {
  db: Tx;
  until: Instant;
  share: number;
  onBucket: (done: number, total: number) => void;
};

/** Customers in a settled order, one bucket in memory at a time. */
export async function* readTimelines({
  db,
  until,
  share,
  onBucket,
}: Reading): AsyncGenerator<{ timeline: Timeline; found: Indexed }> {
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const timelines = await loadTimelines(db, bucket);
    for (const [id, timeline] of [...timelines].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (share >= 1 || fractionOf('discover', id) < share)
        yield { timeline, found: indexed(lifeOf(id, timeline, until)) };
    onBucket(bucket + 1, BUCKETS);
  }
}

/** The same without what the events said, all in memory. */
export async function readLives(reading: Reading): Promise<Indexed[]> {
  const lives: Indexed[] = [];
  for await (const { found } of readTimelines(reading)) lives.push(found);
  return lives;
}
