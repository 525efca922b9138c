import { type Db, type Instant, iso } from '../../platform/index.ts';

/** Notes that a code of this id goes out, unless `most` have since `since`; false then. Repeating it changes nothing. */
export async function noteCode(
  db: Db,
  {
    bucket,
    customerId,
    id,
    now,
    since,
    most,
  }: { bucket: number; customerId: string; id: string; now: Instant; since: Instant; most: number },
): Promise<boolean> {
  const rows = await db.query(
    `insert into codes (bucket, customer_id, id, sent_at)
     select $1, $2, $3, $4 where (select count(*) from codes where bucket = $1 and customer_id = $2 and sent_at > $5 and id <> $3) < $6
     on conflict (bucket, customer_id, id) do update set sent_at = codes.sent_at returning id`,
    [bucket, customerId, id, iso(now), iso(since), most],
  );
  return rows.length > 0;
}

/**
 * The code of this id, counted as tried once more; null when there is none. It is good in its own dialogue alone, and there
 * again after its use: the webhook that used it may be repeated, or lose to one beside it.
 */
export async function tryCode(
  db: Db,
  {
    bucket,
    customerId,
    id,
    since,
    notBefore,
  }: { bucket: number; customerId: string; id: string; since: Instant; notBefore: Instant },
): Promise<{ tries: number; isCurrent: boolean } | null> {
  const [row] = await db.query<{ tries: number; isCurrent: boolean }>(
    `update codes set tries = tries + 1 where bucket = $1 and customer_id = $2 and id = $3
     returning sent_at > $5 as "isCurrent",
       (select coalesce(sum(tries), 0)::int + 1 from codes where bucket = $1 and customer_id = $2 and sent_at > $4) as tries`,
    [bucket, customerId, id, iso(since), iso(notBefore)],
  );
  return row ?? null;
}

export async function useCode(
  db: Db,
  bucket: number,
  customerId: string,
  id: string,
  now: Instant,
): Promise<void> {
  await db.query(
    'update codes set used_at = $4 where bucket = $1 and customer_id = $2 and id = $3 and used_at is null',
    [bucket, customerId, id, iso(now)],
  );
}
