import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';
import { DAY, type Instant } from '../../platform/index.ts';
import type { Revocation } from '../revocation/index.ts';

/** How long the same wish, said again, is not confirmed again. */
const CONFIRMED_FOR = DAY;

export type Company = { name: string; site: string };

/** What is known of an address when a text of it comes in. */
export type Before = {
  suppressed: boolean;
  /** Suppressed on every channel, which no text takes back. */
  everywhere: boolean;
  /** The last text that stopped or started messages, or null. */
  last: { means: 'stop' | 'start'; scope: 'all' | 'marketing' | null; at: Instant } | null;
};

/**
 * What is answered to a text, or null for nothing: one confirmation of each stop and start (47 CFR 64.1200(a)(12)), which
 * offers nothing else, and help.
 */
export function answerTo(
  reading: Revocation,
  before: Before,
  { name, site }: Company,
  now: Instant,
): string | null {
  switch (reading.kind) {
    case 'stop':
      if (before.suppressed || isRepeat(reading, before, now)) return null;
      return reading.scope === 'all'
        ? `${name}: you will get no more messages from us at this number. Reply START to get them again.`
        : `${name}: you will get no more offers from us by text, only messages about what you booked or ordered. Reply STOP to end those, too.`;
    case 'start':
      if (before.everywhere) return null;
      if (!before.suppressed && isRepeat(reading, before, now)) return null;
      return `${name}: you will get messages about what you booked or ordered again. Reply HELP for help, STOP to end them.`;
    case 'help':
      return `${name}: we text you about what you booked or ordered. More at ${site}. Reply STOP to end these messages.`;
    case 'none':
      return null;
  }
}

function isRepeat(reading: Revocation & { kind: 'stop' | 'start' }, { last }: Before, now: Instant): boolean {
  if (last?.means !== reading.kind || now - last.at >= CONFIRMED_FOR) return false;
  // Who refused offers and then everything has said something new.
  return reading.kind === 'start' || last.scope === 'all' || reading.scope === last.scope;
}

/** As TwiML (twilio.com/docs/messaging/twiml). XML 1.0 can't write control characters. */
export function textTwiml(text: string | null): string {
  const response = new MessagingResponse();
  if (text !== null) response.message(text.toWellFormed().replace(/\p{Cc}+/gu, ' '));
  return response.toString();
}
