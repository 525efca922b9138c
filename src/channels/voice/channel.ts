import type { Clock } from '../../platform/index.ts';
import type { Channel, SendOutcome } from '../port.ts';
import { addressAbout } from '../twilio/addressee.ts';
import type { TwilioAccess } from '../twilio/client.ts';
import { openLazily } from '../twilio/open-client.ts';
import { failureOf, outcomeOf } from '../twilio/outcome.ts';
import { findCall, LISTED } from './find.ts';

/** Where Twilio asks what to say once somebody has answered, and tells how the call ended. */
export const ANSWERED_PATH = '/voice/twiml/outbound';
export const ENDED_PATH = '/voice/twiml/outbound/status';

export type VoiceConfig = TwilioAccess & {
  /** The number that calls, E.164. */
  from: string;
  /** Where Twilio reaches us: without it there would be nothing to say. */
  publicUrl: string;
  /** From when on a call that Twilio does not list was not placed, ms. */
  listedAfter: number;
};

/** Some five rings: longer ones end at an answering machine. */
const RINGS_S = 25;

/**
 * Telephone calls by Twilio's Calls resource (twilio.com/docs/voice/api/call-resource). What is said is asked of us when
 * somebody answers, by the address that bears our id, so that the words never leave before it is known who listens. A
 * request sent twice makes the telephone ring twice: an unknown one is looked for in Twilio's list.
 */
export function voiceChannel(config: VoiceConfig, clock: Clock): Channel {
  const { from, publicUrl, listedAfter } = config;
  const client = openLazily(config);
  return {
    name: 'voice',
    reaches: 'phone',
    bearsText: false,
    reportsDelivery: true,
    // Twilio starts one call a second where nothing else was agreed, and keeps the others in a queue.
    atOnce: 10,
    send: async (message) => {
      const { calls } = await client();
      try {
        const made = await calls.create({
          to: message.to,
          from,
          url: addressAbout(publicUrl, ANSWERED_PATH, message),
          method: 'POST',
          statusCallback: addressAbout(publicUrl, ENDED_PATH, message),
          statusCallbackEvent: ['completed'],
          statusCallbackMethod: 'POST',
          timeout: RINGS_S,
          machineDetection: 'Enable',
        });
        return placed(made);
      } catch (error) {
        return outcomeOf(failureOf(error), clock.now());
      }
    },
    find: async (sought) => {
      const { calls } = await client();
      try {
        const listed = await calls.list({ to: sought.to, from, limit: LISTED, pageSize: LISTED });
        const others = await sought.others(listed.map(({ sid }) => sid));
        return findCall(listed, others, sought, clock.now(), listedAfter);
      } catch (error) {
        return { kind: 'cannot tell', why: failureOf(error).why, askAgain: true };
      }
    },
  };
}

function placed({ sid }: { sid: unknown }): SendOutcome {
  return typeof sid === 'string' && /^CA[0-9a-f]{32}$/i.test(sid)
    ? { kind: 'ok', providerId: sid }
    : { kind: 'unknown', why: 'Twilio answered without the id of a call' };
}
