import type { Instant } from '../../platform/index.ts';
import { catalogue } from '../reasons/index.ts';
import {
  answerReason,
  ask,
  bye,
  heardNothing,
  menuOf,
  misunderstood,
  offerMenu,
  put,
  toPerson,
} from './dialogue-steps.ts';
import type { DialogueState, Input, Turn } from './dialogue-types.ts';
import { ended } from './ended.ts';
import { greet } from './greet.ts';
import * as say from './prompts.ts';
import { type Meaning, understand } from './understand.ts';

/** A caller still talking to the machine after this many turns is helped better by a person. */
const MOST_TURNS = 40;

type Heard = Extract<Input, { kind: 'heard' }>;

/** The state of a call of which nothing is known yet. */
export function newDialogue(startedAt: Instant): DialogueState {
  return {
    place: 'start',
    caller: 'unknown',
    startedAt,
    offered: null,
    offerTaken: null,
    order: [],
    passed: [],
    reason: null,
    lastAnswer: null,
    transferred: false,
    misses: 0,
    turns: 0,
    heard: [],
  };
}

/**
 * What to say and do next. Pure. Until the call has ended every turn asks, hands over to a person, or takes leave of
 * a caller who said that it was all; nothing of a customer is said to a caller who is not `recognised`, and nothing of
 * level `verified` to anyone.
 */
export function converse(before: DialogueState, input: Input, now: Instant): Turn {
  const [after, actions] = decide(before, input, now);
  const { reason, offered: offeredReason, offerTaken } = after;
  const same =
    before.reason === reason && before.offered === offeredReason && before.offerTaken === offerTaken;
  return [
    after,
    same ? actions : [...actions, { do: 'contact', update: { reason, offeredReason, offerTaken } }],
  ];
}

function decide(state: DialogueState, input: Input, now: Instant): Turn {
  switch (input.kind) {
    case 'started':
      return greet(state, input);
    case 'ended':
      return ended(state, input.durationSeconds, now);
    case 'dialled':
      if (state.place !== 'person') return taken(state) ?? heardNothing(state);
      if (input.answered) return [{ ...state, place: 'closed' }, [{ do: 'hangup' }]];
      return put(state, 'queue', say.ALL_BUSY, null);
    case 'silence':
      return taken(state) ?? heardNothing(state);
    case 'heard': {
      if (!input.speech.trim() && !input.digits.trim()) return taken(state) ?? heardNothing(state);
      return taken(state) ?? listen(noted(state, input), input);
    }
  }
}

/** What there is to do whatever was heard: the call is out of our hands, closed, or goes on for too long. */
function taken(state: DialogueState): Turn | null {
  if (state.place === 'closed') return bye(state);
  if (state.place === 'person' || state.place === 'start') return toPerson(state);
  return state.turns >= MOST_TURNS ? toPerson(state) : null;
}

function noted(state: DialogueState, { speech, digits }: Heard): DialogueState {
  const utterance = speech.trim() ? speech.trim().slice(0, 200) : `(pressed ${digits.trim().slice(0, 8)})`;
  return { ...state, turns: state.turns + 1, heard: [...state.heard, utterance].slice(-5) };
}

function listen(state: DialogueState, input: Heard): Turn {
  const names = [...new Set([...state.order, ...catalogue.map((reason) => reason.name)])];
  const meaning = understand(input.speech, input.digits, names);
  if (meaning.digit === '0' || (!meaning.digit && meaning.person)) return toPerson(declined(state));
  if (meaning.digit === '*' || (!meaning.digit && meaning.repeat)) return again(state);
  if (state.place === 'offer') return atOffer(state, meaning, input);
  return state.place === 'menu' ? atMenu(state, meaning, input) : atMore(state, meaning, input);
}

function atOffer(state: DialogueState, meaning: Meaning, { answers }: Heard): Turn {
  const offered = state.offered ?? '';
  const accept = () => answerReason({ ...state, offerTaken: true }, offered, answers);
  const refused = declined(state);
  if (meaning.digit === '1') return accept();
  if (meaning.digit === '2') return offerMenu(refused);
  if (meaning.digit) return misunderstood(state);
  const other = meaning.reasons.find((reason) => reason !== offered);
  const named = meaning.reasons.includes(offered);
  if (other && (meaning.no || (meaning.yes && (meaning.but || !named))))
    return answerReason(refused, other, answers);
  if (meaning.yes) return accept();
  if (meaning.no) return meaning.bye ? bye(refused) : offerMenu(refused);
  const best = meaning.reasons[0];
  if (best) return best === offered ? accept() : answerReason(refused, best, answers);
  return meaning.bye ? bye(refused) : misunderstood(state);
}

function atMenu(state: DialogueState, meaning: Meaning, { answers }: Heard): Turn {
  const best = meaning.digit ? menuOf(state)[Number(meaning.digit) - 1] : meaning.reasons[0];
  if (best) return answerReason(state, best, answers);
  return meaning.bye && !meaning.digit ? bye(state) : misunderstood(state);
}

function atMore(state: DialogueState, meaning: Meaning, { answers }: Heard): Turn {
  if (meaning.digit === '1') return offerMenu(state);
  if (meaning.digit === '2') return bye(state);
  if (meaning.digit) return misunderstood(state);
  // "No, my flight is fine" names what is done with; "no, it's my bag" doesn't.
  const best = meaning.reasons.find((reason) => !meaning.no || !state.passed.includes(reason));
  if (best) return answerReason(state, best, answers);
  if (meaning.no || meaning.bye) return bye(state);
  return meaning.yes ? offerMenu(state) : misunderstood(state);
}

/** The offer was heard and something else was wanted. */
function declined(state: DialogueState): DialogueState {
  if (state.place !== 'offer' || !state.offered) return state;
  return { ...state, offerTaken: false, passed: [...state.passed, state.offered] };
}

function again(state: DialogueState): Turn {
  if (state.place === 'more' && state.lastAnswer) return ask(state, say.MORE, state.lastAnswer);
  if (state.place === 'offer' && state.offered) return ask(state, say.offer(null, state.offered));
  return offerMenu(state);
}
