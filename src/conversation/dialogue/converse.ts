import { type Instant, MINUTE } from '../../platform/index.ts';
import type { ReasonBook } from '../reasons/index.ts';
import { answered, checked, coded, followedUp } from './answer.ts';
import { choicesOf, type Env, type Turn } from './ask.ts';
import { ended } from './ended.ts';
import { greet, identified } from './greet.ts';
import { bye, calledBack, refused, toPerson, transfer, waitTold } from './leave.ts';
import { heardNothing, listen } from './listen.ts';
import { type DialogueState, keysOf } from './state.ts';
import type { Action, Input, Line, Said } from './types.ts';
import { digitsOf, SHORTEST_CODE } from './understand.ts';

/** Someone still talking to the machine after this many turns is helped better by a person. */
const MOST_TURNS = 40;
/** How long someone stays verified by a code. */
const VERIFIED_FOR = 30 * MINUTE;
/** Lines kept for the person who takes over. */
const MOST_LINES = 60;

/**
 * What to say and do next, in any medium. Pure. Every turn ends by asking, by handing over to a person, by taking leave of
 * someone who said that it was all, or by a `need`, whose answer is the next input. Nothing of a customer is said to
 * someone who is not `recognised`, and nothing of a level (`Level`) to someone whose assurance is below it.
 */
export function converse(before: DialogueState, input: Input, now: Instant, book: ReasonBook): Turn {
  const [after, actions] = decide(lapsed(before, now), input, { now, book });
  const kept = { ...after, said: [...after.said, ...actions.flatMap(lineOf)].slice(-MOST_LINES) };
  const update = { reason: after.reason, offeredReason: offeredOf(after), offerTaken: after.offerTaken };
  const same =
    before.reason === update.reason &&
    offeredOf(before) === update.offeredReason &&
    before.offerTaken === update.offerTaken;
  return [kept, same ? actions : [...actions, { do: 'contact', update }]];
}

/** A code proves who holds the telephone now, not who will write from it tomorrow. */
function lapsed(state: DialogueState, now: Instant): DialogueState {
  const isOld = state.verifiedAt !== null && now - state.verifiedAt > VERIFIED_FOR;
  return isOld ? { ...state, assurance: 'number', verifiedAt: null } : state;
}

/** Of two that were offered the one that was taken, or the likelier. */
function offeredOf({ offered, reason }: DialogueState): string | null {
  return offered.find((one) => one === reason) ?? offered[0] ?? null;
}

function lineOf(action: Action): Line[] {
  if (action.do === 'say') return [{ by: 'us', text: action.text }];
  return action.do === 'ask' ? [{ by: 'us', text: action.prompt }] : [];
}

function decide(state: DialogueState, input: Input, env: Env): Turn {
  switch (input.kind) {
    case 'started':
      return greet(state, input, env);
    case 'ended':
      return ended(state, input.durationSeconds, env.now);
    case 'identified':
      return identified(state, input.customer, env);
    case 'answered':
      return answered(state, input, env);
    case 'coded':
      return coded(state, input, env);
    case 'checked':
      return checked(state, input, env);
    case 'followedUp':
      return followedUp(state, input, env);
    case 'waitTold':
      return waitTold(state, input, env);
    case 'calledBack':
      return calledBack(state, input, env);
    case 'refused':
      return refused(state);
    case 'dialled':
      if (state.place !== 'person') return taken(state, env) ?? heardNothing(state, env);
      if (input.answered) return [{ ...state, place: 'closed' }, [{ do: 'hangup' }]];
      return transfer(state, env, 'queue');
    case 'silence':
      return taken(state, env) ?? heardNothing(state, env);
    case 'heard': {
      if (!input.speech.trim() && !input.digits.trim()) return taken(state, env) ?? heardNothing(state, env);
      const heard = noted(state, input, env);
      return taken(heard, env) ?? listen(heard, input, env);
    }
  }
}

/** What there is to do whatever was heard: it is out of our hands, closed, or goes on for too long. */
function taken(state: DialogueState, env: Env): Turn | null {
  if (state.place === 'closed') return bye(state);
  if (state.place === 'person') return transfer(state, env);
  if (state.place === 'start') return toPerson(state);
  // At 'wait' the way out is being taken already.
  return state.turns >= MOST_TURNS && state.place !== 'wait' && state.place !== 'callBack'
    ? toPerson(state)
    : null;
}

function noted(state: DialogueState, said: Said, env: Env): DialogueState {
  const { speech, digits } = said;
  // A code is nobody's to read afterwards.
  const isCode = state.place === 'verify' && digitsOf(said, state.locale).length >= SHORTEST_CODE;
  // A character may be cut in two, and half of one can't be kept.
  const key = digits.trim().slice(0, 8).toWellFormed();
  const label = choicesOf(state, env).find((choice) => choice.key === key)?.label;
  const pressed = keysOf(state) === 'shown' && label ? label : `(pressed ${key}${label ? `: ${label}` : ''})`;
  const spoken = speech.trim().slice(0, 200).toWellFormed() || pressed;
  const line: Line = { by: 'them', text: isCode ? '(a code)' : spoken };
  return { ...state, turns: state.turns + 1, said: [...state.said, line] };
}
