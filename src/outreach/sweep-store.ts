import { type Db, HOUR, type Instant, iso, type Tx } from '../platform/index.ts';
import { IN_MOTION } from './crossing.ts';

/** From the full hour that has begun on, forecasts of a bucket's customers are looked at for a play. */
export async function startSweep(db: Db, bucket: number, playId: string, now: Instant): Promise<void> {
  await db.query(
    `insert into sweeps (bucket, play_id, done_at) values ($1, $2, $3)
     on conflict (bucket, play_id) do nothing`,
    [bucket, playId, iso(Math.floor(now / HOUR) * HOUR)],
  );
}

/** Buckets in which an hour has passed since the last look for a play. */
export async function bucketsToSweep(db: Db, playId: string, hour: Instant): Promise<number[]> {
  const rows = await db.query<{ bucket: number }>(
    'select bucket from sweeps where play_id = $1 and done_at < $2 order by bucket',
    [playId, iso(hour)],
  );
  return rows.map((row) => row.bucket);
}

/** Takes the sweep of a bucket unless another worker has it: the hour up to which it is done, else null. */
export async function claimSweep(
  tx: Tx,
  bucket: number,
  playId: string,
  hour: Instant,
): Promise<Instant | null> {
  const [row] = await tx.query<{ done_at: Instant }>(
    `select done_at from sweeps where bucket = $1 and play_id = $2 and done_at < $3 for update skip locked`,
    [bucket, playId, iso(hour)],
  );
  return row?.done_at ?? null;
}

export async function endSweep(tx: Tx, bucket: number, playId: string, hour: Instant): Promise<void> {
  await tx.query('update sweeps set done_at = $3 where bucket = $1 and play_id = $2', [
    bucket,
    playId,
    iso(hour),
  ]);
}

/** Customers whose forecast may have moved: see `isInMotion`, which says the same of one of them. */
export async function customersInMotion(tx: Tx, bucket: number, at: Instant): Promise<string[]> {
  const since = iso(at - IN_MOTION.since);
  const rows = await tx.query<{ customer_id: string }>(
    `select customer_id from events where bucket = $1 and kind = 'track' and at > $2 and at < $3
     union select customer_id from contacts where bucket = $1 and started_at > $2 and started_at < $3
     union select customer_id from subjects s where bucket = $1 and exists (
       select 1 from jsonb_each(s.milestones) as m where (m.value ->> 'at')::numeric between $4 and $5)
     order by customer_id`,
    [bucket, since, iso(at), at - IN_MOTION.around, at + IN_MOTION.around],
  );
  return rows.map((row) => row.customer_id);
}
