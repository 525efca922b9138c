import { type Instant, MINUTE } from '../../platform/index.ts';
import type { Finding, Sought } from '../port.ts';

/** What Twilio's list tells of a call (twilio.com/docs/voice/api/call-resource#call-properties). */
export type ListedCall = { sid: string; direction: string; dateCreated: Date };

/** As many of the latest calls to one number as are looked through. */
export const LISTED = 200;

/** By how much Twilio's clock and ours may differ. */
const SKEW = MINUTE;

/**
 * Pure: what the list of calls to the number says of the one sought, given which of them are known to be others. A call
 * bears neither our id nor words, so the first to the number since it was tried, and nobody else's, is taken to be it.
 */
export function findCall(
  listed: readonly ListedCall[],
  others: ReadonlySet<string>,
  sought: Pick<Sought, 'firstTriedAt' | 'lastTriedAt'>,
  now: Instant,
  listedAfter: number,
): Finding {
  const mine = listed.filter(
    ({ direction, dateCreated }) =>
      direction === 'outbound-api' && dateCreated.getTime() >= sought.firstTriedAt - SKEW,
  );
  const [found] = mine
    .filter(({ sid }) => !others.has(sid))
    .sort((a, b) => a.dateCreated.getTime() - b.dateCreated.getTime());
  if (found) return { kind: 'sent', providerId: found.sid, at: Math.min(found.dateCreated.getTime(), now) };
  const cannotTell = (why: string): Finding => ({ kind: 'cannot tell', why, askAgain: true });
  if (listed.length >= LISTED && mine.length === listed.length)
    return cannotTell('Twilio lists too many calls');
  if (now < sought.lastTriedAt + listedAfter) return cannotTell('Twilio does not list it, or not yet');
  return { kind: 'absent' };
}
