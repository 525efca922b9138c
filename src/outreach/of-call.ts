import type { Db, Instant } from '../platform/index.ts';
import { ofIdOnChannel } from './fallback.ts';
import { findOutreach, latestCalls } from './store.ts';
import type { Outreach } from './types.ts';

/** The outreach that a call was placed for; null when it is gone, or has moved on to another channel since. */
export async function outreachOfCall(
  db: Db,
  { id: idGiven, bucket }: { id: string; bucket: number },
): Promise<Outreach | null> {
  const { id, tried } = ofIdOnChannel(idGiven);
  const row = await findOutreach(db, bucket, id);
  return row && row.channel === 'voice' && row.tried.length === tried ? row : null;
}

/** Calls that were placed and that nobody is known to have taken yet, the newest first. */
export async function callsNotTaken(db: Db, now: Instant, most: number): Promise<Outreach[]> {
  return (await latestCalls(db, most)).filter(({ expiresAt }) => expiresAt > now);
}
