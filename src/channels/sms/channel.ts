import type { Clock } from '../../platform/index.ts';
import type { Channel, Finding, Outgoing, SendOutcome } from '../port.ts';
import { addressAbout } from '../twilio/addressee.ts';
import type { TwilioAccess } from '../twilio/client.ts';
import { openLazily } from '../twilio/open-client.ts';
import { failureOf, outcomeOf } from '../twilio/outcome.ts';
import { candidates, findIn, LISTED } from './find.ts';
import { STATUS_PATH } from './report.ts';
import { countSegments } from './segments.ts';

export type SmsConfig = TwilioAccess & {
  /** The sender: a number in E.164, a Messaging Service, or a number of that service. */
  from: string | null;
  messagingServiceSid: string | null;
  /** Where Twilio reaches us; without it, it can't report what became of a message. */
  publicUrl: string | null;
  /** From when on a message that Twilio does not list was not sent, ms. */
  listedAfter: number;
};

/** Twilio keeps a message in its queue for 10 hours when not told, and no longer when told; 5 s and less it advises against. */
const LONGEST_VALIDITY_S = 36_000;
const SHORTEST_VALIDITY_S = 10;

/**
 * Text messages by Twilio's Messages resource (twilio.com/docs/messaging/api/message-resource). A request sent twice
 * makes two messages, so an unknown one is looked for in Twilio's list, which shows our text but not our id; the status
 * callback carries our id.
 */
export function smsChannel(config: SmsConfig, clock: Clock): Channel {
  const { from, messagingServiceSid: service } = config;
  const client = openLazily(config);
  return {
    name: 'sms',
    reaches: 'phone',
    bearsText: true,
    reportsDelivery: config.publicUrl !== null,
    atOnce: 20,
    send: async (message) => {
      const { messages } = await client();
      try {
        const made = await messages.create({
          to: message.to,
          body: message.text,
          ...(from ? { from } : {}),
          ...(service ? { messagingServiceSid: service } : {}),
          ...callbackOf(config.publicUrl, message),
          ...validityOf(message, clock.now()),
        });
        return taken(made, message);
      } catch (error) {
        return outcomeOf(failureOf(error), clock.now());
      }
    },
    find: async (sought) => {
      const { messages } = await client();
      try {
        const listed = await messages.list({
          to: sought.to,
          ...(from ? { from } : {}),
          limit: LISTED,
          pageSize: LISTED,
        });
        const mine = candidates(listed, sought, service);
        const others = mine.length ? await sought.others(mine.map(({ sid }) => sid)) : new Set<string>();
        return findIn(listed, mine, others, sought, clock.now(), config.listedAfter);
      } catch (error) {
        return { kind: 'cannot tell', why: failureOf(error).why, askAgain: true } satisfies Finding;
      }
    },
  };
}

function taken(made: { sid: unknown; numSegments: unknown }, message: Outgoing): SendOutcome {
  const { sid, numSegments } = made;
  if (typeof sid !== 'string' || !/^[SM]M[0-9a-f]{32}$/i.test(sid))
    return { kind: 'unknown', why: 'Twilio answered without the id of a message' };
  // A Messaging Service has not chosen the sender yet, and says 0.
  return {
    kind: 'ok',
    providerId: sid,
    segments: Number(numSegments) || countSegments(message.text).segments,
  };
}

function callbackOf(publicUrl: string | null, message: Outgoing): { statusCallback?: string } {
  return publicUrl ? { statusCallback: addressAbout(publicUrl, STATUS_PATH, message) } : {};
}

/** A late message is worse than none: what is still in Twilio's queue when it expires is dropped there. */
function validityOf({ expiresAt }: Outgoing, now: number): { validityPeriod?: number } {
  const seconds = Math.max(SHORTEST_VALIDITY_S, Math.floor((expiresAt - now) / 1000));
  return seconds < LONGEST_VALIDITY_S ? { validityPeriod: seconds } : {};
}
