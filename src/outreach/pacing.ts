import type { Db, Instant } from '../platform/index.ts';
import { durationMs } from './duration.ts';
import { returnToSpan, useSpan } from './pacing-store.ts';
import type { Play } from './play.ts';
import { dueByPlay } from './store.ts';

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

type Paced = Play & { pace: NonNullable<Play['pace']> };

function isPaced(play: Play): play is Paced {
  return play.pace !== null;
}

/**
 * Sets aside what paced plays may send of what is due in a bucket, before it is known which of it the gate lets go and
 * on which channel: what is not used is given back.
 */
export async function setAsideFor(
  db: Db,
  plays: readonly Play[],
  bucket: number,
  now: Instant,
  most: number,
): Promise<Allowance> {
  const paced = plays.filter((play) => play.status === 'launched').filter(isPaced);
  if (!paced.length) return UNPACED;
  const due = await dueByPlay(db, bucket, now, most);
  const granted: { play: Play; channel: string; count: number }[] = [];
  for (const play of paced) {
    const want = due.get(play.id) ?? 0;
    for (const channel of want ? play.channels : [])
      granted.push({ play, channel, count: await takeFromSpan(db, play, channel, want, now) });
  }
  return allowance(granted, now);
}

/** Gives back what was set aside and not used, unless its span is over. */
export async function giveBack(db: Db, room: Allowance, now: Instant): Promise<void> {
  for (const { play, channel, count } of room.left())
    if (isPaced(play)) await returnToSpan(db, play.id, channel, spanStart(play.pace, now), count);
}

function takeFromSpan(db: Db, play: Paced, channel: string, want: number, now: Instant): Promise<number> {
  return useSpan(db, { playId: play.id, channel, start: spanStart(play.pace, now) }, (used) =>
    Math.max(0, Math.min(want, play.pace.most - used)),
  );
}
