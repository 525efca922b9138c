import { spokenIn } from '../reasons/index.ts';
import { ask, type Env, goTo, type Turn } from './ask.ts';
import { handover } from './handover.ts';
import { type DialogueState, isCall, keysOf } from './state.ts';
import type { Action, Input } from './types.ts';
import { wordsIn } from './words/index.ts';

/** A wait that is worth a call back, minutes. */
const LONG = 3;

export function bye(state: DialogueState): Turn {
  const text = wordsIn(state.locale).goodbye(state.medium === 'voice' ? 'call' : 'text');
  return [goTo(state, 'closed'), [{ do: 'say', text }, { do: 'hangup' }]];
}

/** Whom we called is not there, or cannot be asked for: nothing was told. */
export function wrongPerson(state: DialogueState): Turn {
  return [goTo(state, 'closed'), [{ do: 'say', text: wordsIn(state.locale).wrongPerson }, { do: 'hangup' }]];
}

/** Who wants no more calls has been taken at their word. */
export function refused(state: DialogueState): Turn {
  return [goTo(state, 'closed'), [{ do: 'say', text: wordsIn(state.locale).noMoreCalls }, { do: 'hangup' }]];
}

/**
 * To a person, for `reason` where it is known. Who calls is first asked whether to wait or to be called back, where the
 * wait is long; whoever has waited through that question once is not asked again.
 */
export function toPerson(state: DialogueState, reason: string | null = state.reason): Turn {
  const known: DialogueState = {
    ...state,
    place: 'wait',
    reason: state.reason ?? reason,
    personFor: reason,
    pending: null,
    misses: 0,
  };
  return [known, [{ do: 'need', need: { what: 'wait', reason } }]];
}

export function waitTold(
  state: DialogueState,
  { minutes }: Extract<Input, { kind: 'waitTold' }>,
  env: Env,
): Turn {
  if (minutes === null || minutes < LONG || !state.canCallBack) return transfer(state, env);
  return ask(state, wordsIn(state.locale).wait(minutes, keysOf(state)), env);
}

/** Hands over with what is known so far. */
export function transfer(state: DialogueState, env: Env, to: 'anyone' | 'queue' = 'anyone'): Turn {
  const { personFor: reason } = state;
  const words = wordsIn(state.locale);
  const text =
    to === 'queue' ? words.allBusy : words.toPerson(reason && env.book.of(reason).label[state.locale]);
  const over: Action = { do: 'transfer', to, reason, context: handover(state, env.book) };
  // Who writes on to a person has been told already.
  const isToldAlready = state.place === 'person' && !isCall(state);
  return [
    { ...goTo(state, 'person'), transferred: true },
    isToldAlready ? [over] : [{ do: 'say', text }, over],
  ];
}

export function calledBack(
  state: DialogueState,
  { at }: Extract<Input, { kind: 'calledBack' }>,
  { now }: Env,
): Turn {
  const spoken = spokenIn(state.locale, now, state.zone);
  const when = at === null ? null : { day: spoken.day(at), time: spoken.time(at) };
  return [
    { ...goTo(state, 'closed'), transferred: true },
    [{ do: 'say', text: wordsIn(state.locale).callBackBooked(when) }, { do: 'hangup' }],
  ];
}
