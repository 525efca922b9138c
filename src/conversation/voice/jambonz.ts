import { wordsIn } from '../dialogue/index.ts';
import type { Reply } from '../door/types.ts';
import type { Locale } from '../reasons/index.ts';
import { PATIENCE, QUEUE, sayable } from './twiml.ts';

/** Seconds for which the agent's number rings. */
const RINGS = 30;

export type JambonzVerb =
  | { verb: 'say'; text: string }
  | {
      verb: 'gather';
      input: ('speech' | 'digits')[];
      actionHook: string;
      timeout: number;
      numDigits: number;
      interDigitTimeout: number;
      bargein: true;
      dtmfBargein: true;
      say: { text: string };
      recognizer: { vendor: 'default'; language: string; hints: string[] };
    }
  | {
      verb: 'dial';
      target: [{ type: 'phone'; number: string }];
      answerOnBridge: true;
      timeout: number;
      actionHook?: string;
    }
  | { verb: 'enqueue'; name: string }
  | { verb: 'hangup' };

type Ways = {
  /** Where the caller's next input goes. */
  next: string;
  agentNumber: string | null;
};

/**
 * A reply as an application of jambonz (docs.jambonz.org/verbs; the schemas are npm's `@jambonz/schema`). The voice is the
 * one that is set for the application there: vendors refuse to say a language with the voice of another. What is heard
 * goes by the reply's language. A list that ends without waiting ends the call, as an empty one would be refused.
 */
export function jambonzVerbs(reply: Reply, { next, agentNumber }: Ways): JambonzVerb[] {
  const verbs = reply.actions.flatMap((action): JambonzVerb[] => {
    if (action.do === 'hangup') return [{ verb: 'hangup' }];
    if (action.do === 'transfer') {
      // jambonz asks `next` how to go on when the dialled number didn't answer.
      return [
        agentNumber && action.to === 'anyone' ? dial(agentNumber, next) : { verb: 'enqueue', name: QUEUE },
      ];
    }
    if (action.do === 'say') {
      const text = plain(action.text);
      return text ? [{ verb: 'say', text }] : [];
    }
    return [
      {
        verb: 'gather',
        input: ['speech', 'digits'],
        actionHook: next,
        timeout: PATIENCE,
        numDigits: action.digits,
        interDigitTimeout: PATIENCE,
        bargein: true,
        dtmfBargein: true,
        say: { text: plain(action.prompt) },
        recognizer: {
          vendor: 'default',
          language: reply.language,
          hints: action.hints.map(plain).filter((hint) => hint !== ''),
        },
      },
    ];
  });
  return verbs.length ? verbs : [{ verb: 'hangup' }];
}

/** What a caller gets when we fail: never silence. */
export function jambonzFailSafe(agentNumber: string | null, locale: Locale = 'en'): JambonzVerb[] {
  return [
    { verb: 'say', text: wordsIn(locale).failed },
    ...(agentNumber ? [dial(agentNumber)] : []),
    { verb: 'enqueue', name: QUEUE },
  ];
}

function dial(number: string, actionHook?: string): JambonzVerb {
  return {
    verb: 'dial',
    target: [{ type: 'phone', number }],
    answerOnBridge: true,
    timeout: RINGS,
    ...(actionHook !== undefined && { actionHook }),
  };
}

/**
 * What jambonz says as it stands: it takes a text that begins with `<speak>` for SSML, and one that reads as an address
 * ("Goodbye: …" does) for a recording to be played (jambonz-feature-server, lib/tasks/say.js).
 */
function plain(text: string): string {
  return sayable(text)
    .replace(/[<>]+/g, ' ')
    .trim()
    .replace(/^([a-z][a-z0-9+.-]*):/i, '$1,');
}
