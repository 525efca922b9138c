import type { Instant } from '../platform/index.ts';
import { durationMs } from './duration.ts';
import type { Play } from './play.ts';
import type { Outreach } from './types.ts';

type Reports = ReadonlyMap<string, { reportsDelivery: boolean }>;

/**
 * Pure: what follows where a play has a second channel. A message that its channel refused for good goes to the next
 * one; one that a channel took which reports delivery waits for that report.
 */
export function afterAttempt(row: Outreach, play: Play | null, channels: Reports, now: Instant): Outreach {
  if (!row.channel || !play?.fallback || !hasAnother(row, play) || now >= row.expiresAt) return row;
  if (row.status === 'failed') return movedOn(row, row.statusReason ?? 'failed', now);
  if (row.status === 'sent' && channels.get(row.channel)?.reportsDelivery)
    return { ...row, nextAttemptAt: now + durationMs(play.fallback.after) };
  return row;
}

/** Pure: a message that its channel has not reported as delivered in time. */
export function undelivered(row: Outreach, play: Play | null, now: Instant): Outreach {
  return play?.fallback && hasAnother(row, play) && now < row.expiresAt
    ? movedOn(row, 'no_delivery_in_time', now)
    : { ...row, nextAttemptAt: null, updatedAt: now };
}

function movedOn(row: Outreach, why: string, now: Instant): Outreach {
  return {
    ...row,
    status: 'planned',
    statusReason: why,
    tried: [...row.tried, row.channel as string],
    providerId: null,
    nextAttemptAt: now,
    updatedAt: now,
  };
}

function hasAnother(row: Outreach, play: Play): boolean {
  return play.channels.some((channel) => channel !== row.channel && !row.tried.includes(channel));
}

/** The id by which a provider knows the message on its present channel: each channel has its own. */
export function idOnChannel(row: Pick<Outreach, 'id' | 'tried'>): string {
  return row.tried.length ? `${row.id}~${row.tried.length}` : row.id;
}

/** The other way round: whose id it is, and after how many channels had been tried in vain. */
export function ofIdOnChannel(id: string): { id: string; tried: number } {
  const [own = id, tried = '0'] = id.split('~');
  return { id: own, tried: Number(tried) };
}
