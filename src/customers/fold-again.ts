import { BUCKETS, type Db, holdBucket } from '../platform/index.ts';
import { applyTracks } from './project.ts';
import { forgetSubjects, tracksOf, vocabularyInUse } from './vocabulary/store.ts';

/** Events folded in one statement. */
const BATCH = 1000;

/**
 * Folds the subjects of all customers anew from their events, by the vocabulary in use: bucket by bucket, each in a
 * transaction that events of the bucket wait for. Returns how many events were folded.
 */
export async function foldAgain(db: Db, onBucket: (done: number, total: number) => void): Promise<number> {
  let folded = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    folded += await db.transaction(async (tx) => {
      await holdBucket(tx, bucket, 'exclusive');
      const vocabulary = await vocabularyInUse(tx);
      const tracks = await tracksOf(tx, bucket);
      await forgetSubjects(tx, bucket);
      for (let from = 0; from < tracks.length; from += BATCH)
        await applyTracks(tx, bucket, tracks.slice(from, from + BATCH), vocabulary);
      return tracks.length;
    });
    onBucket(bucket + 1, BUCKETS);
  }
  return folded;
}
