import { COMPANY_BUCKET, type Db, type Instant, iso } from '../platform/index.ts';
import { durationMs } from './duration.ts';
import type { Play } from './play.ts';

/** What may still go of paced plays in the span that runs now, set aside for one worker's batch. */
export type Allowance = {
  /** When the pace next allows a message, or null when it does now. */
  pacedUntil(play: Pick<Play, 'id' | 'pace'>, channel: string): Instant | null;
  /** Counts one that goes. */
  take(play: Pick<Play, 'id' | 'pace'>, channel: string): void;
  /** What was set aside and not used. */
  left(): { play: Play; channel: string; count: number }[];
};

/** Nothing is paced. */
export const UNPACED: Allowance = { pacedUntil: () => null, take: () => {}, left: () => [] };

export function allowance(
  granted: readonly { play: Play; channel: string; count: number }[],
  now: Instant,
): Allowance {
  const keyOf = (id: string, channel: string) => `${id} ${channel}`;
  const counts = new Map(granted.map(({ play, channel, count }) => [keyOf(play.id, channel), count]));
  return {
    pacedUntil: ({ id, pace }, channel) => {
      if (!pace || (counts.get(keyOf(id, channel)) ?? 0) > 0) return null;
      return spanStart(pace, now) + durationMs(pace.per);
    },
    take: ({ id, pace }, channel) => {
      const key = keyOf(id, channel);
      if (pace) counts.set(key, (counts.get(key) ?? 0) - 1);
    },
    left: () =>
      granted
        .map(({ play, channel }) => ({ play, channel, count: counts.get(keyOf(play.id, channel)) ?? 0 }))
        .filter(({ count }) => count > 0),
  };
}

/** Spans begin at whole multiples of their length since 1970, so that all workers count in the same one. */
export function spanStart({ per }: NonNullable<Play['pace']>, now: Instant): Instant {
  return Math.floor(now / durationMs(per)) * durationMs(per);
}

/** Sets up to `want` messages of a play on a channel aside, as far as its pace allows in this span. */
export async function setAside(
  db: Db,
  play: Play & { pace: NonNullable<Play['pace']> },
  channel: string,
  want: number,
  now: Instant,
): Promise<number> {
  return db.transaction(async (tx) => {
    const key = [COMPANY_BUCKET, play.id, channel];
    await tx.query(
      `insert into pacing (bucket, play_id, channel, span_start, used) values ($1, $2, $3, $4, 0)
       on conflict (bucket, play_id, channel) do update set span_start = excluded.span_start, used = 0
       where pacing.span_start <> excluded.span_start`,
      [...key, iso(spanStart(play.pace, now))],
    );
    const [row] = await tx.query<{ used: number }>(
      'select used from pacing where bucket = $1 and play_id = $2 and channel = $3 for update',
      key,
    );
    const count = Math.max(0, Math.min(want, play.pace.most - (row?.used ?? 0)));
    await tx.query('update pacing set used = used + $4 where bucket = $1 and play_id = $2 and channel = $3', [
      ...key,
      count,
    ]);
    return count;
  });
}

/** Gives back what was set aside and not used, unless its span is over. */
export async function giveBack(
  db: Db,
  play: Play & { pace: NonNullable<Play['pace']> },
  channel: string,
  count: number,
  now: Instant,
): Promise<void> {
  await db.query(
    'update pacing set used = used - $4 where bucket = $1 and play_id = $2 and channel = $3 and span_start = $5',
    [COMPANY_BUCKET, play.id, channel, count, iso(spanStart(play.pace, now))],
  );
}
