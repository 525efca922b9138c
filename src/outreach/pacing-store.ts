import { COMPANY_BUCKET, type Db, type Instant, iso } from '../platform/index.ts';

type Span = { playId: string; channel: string; start: Instant };

/** Uses up some of a span, as many as `take` says by what is used already; returns how many. One user at a time. */
export async function useSpan(
  db: Db,
  { playId, channel, start }: Span,
  take: (used: number) => number,
): Promise<number> {
  return db.transaction(async (tx) => {
    const key = [COMPANY_BUCKET, playId, channel];
    await tx.query(
      `insert into pacing (bucket, play_id, channel, span_start, used) values ($1, $2, $3, $4, 0)
       on conflict (bucket, play_id, channel) do update set span_start = excluded.span_start, used = 0
       where pacing.span_start <> excluded.span_start`,
      [...key, iso(start)],
    );
    const [row] = await tx.query<{ used: number }>(
      'select used from pacing where bucket = $1 and play_id = $2 and channel = $3 for update',
      key,
    );
    const count = take(row?.used ?? 0);
    if (count)
      await tx.query(
        'update pacing set used = used + $4 where bucket = $1 and play_id = $2 and channel = $3',
        [...key, count],
      );
    return count;
  });
}

/** Gives back some of a span, unless another has begun. */
export async function returnToSpan(
  db: Db,
  playId: string,
  channel: string,
  start: Instant,
  count: number,
): Promise<void> {
  await db.query(
    'update pacing set used = used - $4 where bucket = $1 and play_id = $2 and channel = $3 and span_start = $5',
    [COMPANY_BUCKET, playId, channel, count, iso(start)],
  );
}
