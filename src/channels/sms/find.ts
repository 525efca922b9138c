import { type Instant, MINUTE } from '../../platform/index.ts';
import type { Finding, Sought } from '../port.ts';

/** What Twilio's list tells of a message (twilio.com/docs/messaging/api/message-resource#message-properties). */
export type Listed = {
  sid: string;
  direction: string;
  body: string | null;
  messagingServiceSid: string | null;
  dateCreated: Date;
};

/** As many of the latest messages to one number as are looked through. */
export const LISTED = 200;

/** By how much Twilio's clock and ours may differ. */
const SKEW = MINUTE;

/** Those of the listed messages that may be the one sought: ours, and made since it was first tried. */
export function candidates(listed: readonly Listed[], sought: Sought, service: string | null): Listed[] {
  return listed.filter(
    (message) =>
      message.direction.startsWith('outbound') &&
      (!service || !message.messagingServiceSid || message.messagingServiceSid === service) &&
      message.dateCreated.getTime() >= sought.firstTriedAt - SKEW,
  );
}

/**
 * Pure: what the list says of the message sought, given which of the candidates are known to be others. `listedAfter`: from
 * when on a message that is not in the list is taken not to have been sent. Twilio promises no time; users saw a new message
 * missing for 10 to 15 minutes (github.com/twilio/twilio-java/issues/442). A report by callback decides earlier.
 */
export function findIn(
  listed: readonly Listed[],
  mine: readonly Listed[],
  others: ReadonlySet<string>,
  sought: Pick<Sought, 'text' | 'lastTriedAt'>,
  now: Instant,
  listedAfter: number,
): Finding {
  const unclaimed = mine
    .filter(({ sid }) => !others.has(sid))
    .sort((a, b) => a.dateCreated.getTime() - b.dateCreated.getTime());
  const found = unclaimed.find(({ body }) => sameWords(body, sought.text));
  if (found) return { kind: 'sent', providerId: found.sid, at: Math.min(found.dateCreated.getTime(), now) };
  const cannotTell = (why: string): Finding => ({ kind: 'cannot tell', why, askAgain: true });
  // Accounts can be set to keep no bodies; then nothing can be told apart.
  if (unclaimed.some(({ body }) => !wordsOf(body)))
    return cannotTell('Twilio lists a message without its text');
  if (listed.length >= LISTED && mine.length === listed.length)
    return cannotTell('Twilio lists too many messages');
  if (now < sought.lastTriedAt + listedAfter) return cannotTell('Twilio does not list it, or not yet');
  return { kind: 'absent' };
}

/** Smart Encoding changes punctuation (twilio.com/docs/messaging/features/smart-encoding), so words and figures count. */
function sameWords(body: string | null, text: string): boolean {
  return body === text || (wordsOf(body) !== '' && wordsOf(body) === wordsOf(text));
}

function wordsOf(text: string | null): string {
  return (text ?? '').normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '');
}
