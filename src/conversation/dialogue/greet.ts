import { NO_PARTICULAR_REASON } from '../reasons/index.ts';
import { answerReason } from './answer.ts';
import { ask, askAt, type Env, goTo, menuOf, phrase, type Turn } from './ask.ts';
import { toPerson, wrongPerson } from './leave.ts';
import { type DialogueState, keysOf } from './state.ts';
import type { Greeted, Started } from './types.ts';
import { understand } from './understand.ts';
import { wordsIn } from './words/index.ts';

/** The second reason is close when it is at least so likely, as a share of the first. */
const CLOSE = 0.6;

/** The beginning: who it may be is asked where that tells nothing; else what is likely is offered. */
export function greet(before: DialogueState, input: Started, env: Env): Turn {
  const { caller, assurance, locale, medium, company, zone, canCallBack, threshold, baseOrder, message } =
    input;
  const state: DialogueState = {
    ...before,
    ...{ medium, caller, assurance, locale, company, zone, canCallBack, threshold, baseOrder, message },
    people: caller === 'shared' || medium === 'outbound' ? input.people : [],
    // Whatever the shell passed along: a caller who isn't recognised is nobody in particular.
    customer: caller === 'recognised' && assurance !== 'none' ? input.customer : null,
  };
  if (medium === 'outbound' && message) {
    // Without a name there is nobody to ask for.
    return state.people.length === 1 ? askAt(goTo(state, 'who'), env, null) : wrongPerson(state);
  }
  if (state.people.length > 1 && !input.lost) return askAt(goTo(state, 'who'), env, null);
  const [greeted, actions] = offerLikely(state, input.lost, env);
  if (!input.first) return [greeted, actions];
  const heard: DialogueState = { ...greeted, turns: 1, said: [{ by: 'them', text: input.first.speech }] };
  return openedWith(heard, input.first, env) ?? [heard, actions];
}

/** Which of those who share the number it is, as they say; what the number alone tells is known of them then. */
export function identified(state: DialogueState, customer: Greeted | null, env: Env): Turn {
  if (!customer) return offerLikely({ ...state, caller: 'shared', customer: null }, false, env);
  const known: DialogueState = { ...state, caller: 'recognised', assurance: 'number', customer };
  return state.message ? tell(known, env) : offerLikely(known, false, env);
}

/** On a call that we placed: the message, once it is known who answered. */
function tell(state: DialogueState, env: Env): Turn {
  const { message } = state;
  if (!message) return offerLikely(state, false, env);
  const last = { reason: message.reason, text: message.text, followUps: [], subject: null };
  return askAt({ ...goTo(state, 'resolved'), last, reason: message.reason }, env, null, [message.text]);
}

function offerLikely(before: DialogueState, lost: boolean, env: Env): Turn {
  const forecast = before.customer?.reasons ?? [];
  const names = [...forecast.map(({ reason }) => reason), ...before.baseOrder];
  const order = [...new Set(names)].filter((name) => name !== NO_PARTICULAR_REASON);
  const state: DialogueState = { ...before, order, offered: [] };
  const words = wordsIn(state.locale);
  const offered = lost ? [] : likely(forecast, state.threshold);
  const [one] = offered;
  if (one && offered.length === 1) {
    const offer: DialogueState = { ...goTo(state, 'offer'), offered };
    const reached = state.customer?.reached;
    if (reached?.reason !== one) return askAt(offer, env, null);
    const firstName = state.customer?.firstName ?? null;
    return ask(offer, words.reached(firstName, reached.channel, phrase(offer, env.book, one)), env);
  }
  if (offered.length) return askAt({ ...goTo(state, 'either'), offered }, env, null);
  const open = goTo(state, 'menu');
  const labels = menuOf(open).map((name) => env.book.of(name).label[open.locale]);
  return ask(open, words.greeting(state.company, lost, labels, keysOf(open)), env);
}

/** The one reason that is likely enough to be offered, the two that are so together, or none. */
function likely(forecast: Greeted['reasons'], threshold: number): string[] {
  const [first, second] = forecast;
  if (!first || first.reason === NO_PARTICULAR_REASON) return [];
  const isClose =
    second !== undefined &&
    second.reason !== NO_PARTICULAR_REASON &&
    second.probability >= CLOSE * first.probability &&
    first.probability + second.probability >= threshold;
  if (isClose) return [first.reason, second.reason];
  return first.probability >= threshold ? [first.reason] : [];
}

/** A text that says what it is about is answered at once; null: it says nothing of the kind. */
function openedWith(heard: DialogueState, said: NonNullable<Started['first']>, env: Env): Turn | null {
  const meaning = understand(said, [...new Set([...heard.order, ...env.book.names])], env.book, heard.locale);
  if (meaning.person) return toPerson(heard);
  const [best] = meaning.reasons;
  if (best)
    return answerReason(
      { ...heard, offerTaken: heard.offered.length ? heard.offered.includes(best) : null },
      best,
      env,
    );
  const [offered] = heard.offered;
  // "Yes" to the message that was sent.
  if (meaning.yes && offered && heard.customer?.reached)
    return answerReason({ ...heard, offerTaken: true }, offered, env);
  return null;
}
