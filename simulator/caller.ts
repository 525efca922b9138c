import { asksIfMore, asksIfSettled, eitherIn, menuOptions, offerIn, optionFor } from './prompt.ts';
import { uniform } from './random.ts';
import type { Reason } from './reasons.ts';
import type { Answer, AnswerOptions } from './twiml-client.ts';

/** A person on the telephone, with one thing on their mind. */
export interface Caller {
  reason: Reason;
  /** Whether what they are told will do. */
  willBeSettled: boolean;
  phone: string;
  flightCode: string;
  /** The last message they had, to read a code from. */
  lastMessage: string;
  seed: number;
  id: string;
}

export interface Outcome {
  offersHeard: Reason[];
  offersTaken: Reason[];
  /** Said they were settled. */
  settled: boolean;
}

const WORDS: Record<Reason, string> = {
  flight_status: 'I want to know if my flight is on time',
  change_booking: 'I need to change my booking',
  baggage_allowance: 'How many bags am I allowed to bring',
  baggage_tracing: 'My bag did not arrive',
  seat_request: 'I would like a different seat',
  checkin_help: 'I cannot check in online',
  refund_status: 'Where is my refund',
  other: 'I got a message from you and want to speak to somebody',
};
const YES = ['Yes', 'Yes please', 'Yeah', 'Yes, that would be great'];
const NO = ['No', 'No thanks', 'No, something else', 'Nope'];

/** Digits or words the line asks for to know who is calling; null when the caller has none such. */
function proof(prompt: string, caller: Caller): string | null {
  if (!/\b(enter|type|key in|say|tell|give|confirm|provide|what is|what are)\b/i.test(prompt)) return null;
  if (/\blast (four|4)\b.*\b(phone|telephone|number)\b/i.test(prompt)) return caller.phone.slice(-4);
  if (/\bflight number\b/i.test(prompt)) return caller.flightCode.replace(/\D/g, '');
  if (/\b(code|pin)\b/i.test(prompt)) return /\b\d{4,8}\b/.exec(caller.lastMessage)?.[0] ?? null;
  return null;
}

/** Returns how the caller answers, and what came of it; the answers depend on the caller alone. */
export function makeCaller(caller: Caller): {
  answer: (prompt: string, options: AnswerOptions) => Answer;
  outcome: Outcome;
} {
  const outcome: Outcome = { offersHeard: [], offersTaken: [], settled: false };
  const types = uniform(caller.seed, 'types', caller.id) < 0.5;
  let answered = false;
  let lost = 0;
  let turn = 0;

  const wording = (choices: string[]): string =>
    choices[Math.floor(uniform(caller.seed, 'wording', caller.id, turn) * choices.length)] ?? '';

  function yesOrNo(yes: boolean, prompt: string, options: AnswerOptions): Answer {
    const keys = menuOptions(prompt);
    const key = keys.find(({ label }) =>
      yes ? /\byes\b|\bso\b/i.test(label) : /\bno\b|\bnot\b|else|otherwise/i.test(label),
    );
    const speaks = options.input.includes('speech');
    if (options.input.includes('dtmf') && (!speaks || (types && key))) {
      return { digits: key?.digit ?? (yes ? '1' : '2') };
    }
    return { speech: wording(yes ? YES : NO) };
  }

  function answer(prompt: string, options: AnswerOptions): Answer {
    turn++;
    const offer = offerIn(prompt);
    if (offer) {
      outcome.offersHeard.push(offer);
      const yes = offer === caller.reason && !answered;
      if (yes) outcome.offersTaken.push(offer);
      answered ||= yes;
      return yesOrNo(yes, prompt, options);
    }
    const either = eitherIn(prompt);
    if (either && !answered) {
      outcome.offersHeard.push(...either.filter((reason) => reason !== null));
      const place = either.indexOf(caller.reason);
      if (place >= 0) outcome.offersTaken.push(caller.reason);
      answered = place >= 0;
      return place < 0
        ? { speech: wording(NO) }
        : { speech: place === 0 ? 'The first one' : 'The second one' };
    }
    if (answered && asksIfSettled(prompt)) {
      outcome.settled = caller.willBeSettled;
      return yesOrNo(caller.willBeSettled, prompt, options);
    }
    if (asksIfMore(prompt) && answered) {
      outcome.settled = caller.willBeSettled;
      if (caller.willBeSettled && uniform(caller.seed, 'rings off', caller.id) < 0.4) return 'hangup';
      return yesOrNo(!caller.willBeSettled, prompt, options);
    }
    const needed = proof(prompt, caller);
    if (needed && options.input.includes('dtmf')) return { digits: needed };
    const menu = menuOptions(prompt);
    const option = optionFor(caller.reason, menu);
    if (option && options.input.includes('dtmf')) {
      answered = true;
      return { digits: option.digit };
    }
    if (++lost > 4) return 'hangup';
    if (options.input.includes('speech')) {
      answered = true;
      return { speech: WORDS[caller.reason] };
    }
    return lost > 2 ? { digits: '0' } : 'silence';
  }

  return { answer, outcome };
}
