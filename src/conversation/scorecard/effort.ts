import { words } from '../moves/index.ts';
import { askedTwice } from './control.ts';
import type { Talk } from './talk.ts';
import type { Effort } from './types.ts';

const TRANSFER =
  /\b(?:transfer(?:ring)? (?:you|your call)|put(?:ting)? you through|pass(?:ing)? you (?:on|over|through|to)|connect(?:ing)? you|hand(?:ing)? you over|switch(?:ing)? you over)\b/;

/** What the talk cost the customer. */
export function effortOf(talk: Talk): Effort {
  const flagged = (flag: 'repeat' | 'lost') =>
    talk.customer.filter(({ turn }) => turn.flags.includes(flag)).map(({ at }) => at);
  return {
    questions: talk.agent.flatMap(({ at, turn }) =>
      turn.stretches.filter(({ move }) => move === 'question').map(() => at),
    ),
    askedTwice: askedTwice(talk).map(({ turn }) => turn),
    repeats: flagged('repeat'),
    lost: flagged('lost'),
    transfers: talk.agent.filter(({ turn }) => TRANSFER.test(words(turn.text).join(' '))).map(({ at }) => at),
  };
}
