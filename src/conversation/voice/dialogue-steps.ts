import { reasonOf } from '../reasons/index.ts';
import type { Action, Answers, DialogueState, Turn } from './dialogue-types.ts';
import { handover } from './handover.ts';
import * as say from './prompts.ts';

/** More than five choices are not remembered until the end of the list. */
const MOST_CHOICES = 5;

export function menuOf(state: DialogueState): string[] {
  return state.order.filter((reason) => !state.passed.includes(reason)).slice(0, MOST_CHOICES);
}

/** Waits for an answer to `prompt`, which is spoken after `before`. */
export function ask(state: DialogueState, prompt: string, before: string | null = null): Turn {
  const actions: Action[] = [{ do: 'ask', prompt, hints: hintsOf(state) }];
  return [state, before ? [{ do: 'say', text: before }, ...actions] : actions];
}

function hintsOf(state: DialogueState): string[] {
  const reasons =
    state.offered && state.place === 'offer' ? [state.offered, ...menuOf(state)] : menuOf(state);
  const words = reasons.flatMap((name) => [reasonOf(name).label, ...reasonOf(name).keywords.slice(0, 3)]);
  return [
    ...new Set([...(state.place === 'menu' ? [] : ['yes', 'no']), ...words, 'agent', 'representative']),
  ];
}

export function offerMenu(state: DialogueState): Turn {
  const next: DialogueState = { ...state, place: 'menu', misses: 0 };
  return ask(next, say.menu(menuOf(next)));
}

/** Answers from what is known and may be said; a person has the rest. */
export function answerReason(state: DialogueState, reason: string, answers: Answers): Turn {
  const known: DialogueState = { ...state, reason: state.reason ?? reason, misses: 0 };
  const answer =
    state.caller === 'recognised' && Object.hasOwn(answers, reason) ? answers[reason] : undefined;
  if (answer?.level !== 'public')
    return put(known, 'anyone', say.toAPersonFor(reason), reason, answer?.text ?? null);
  const passed = [...known.passed, reason];
  return ask({ ...known, place: 'more', passed, lastAnswer: answer.text }, say.MORE, answer.text);
}

export function bye(state: DialogueState): Turn {
  return [{ ...state, place: 'closed' }, [{ do: 'say', text: say.GOODBYE }, { do: 'hangup' }]];
}

export function toPerson(state: DialogueState): Turn {
  return put(state, 'anyone', say.TO_A_PERSON, state.reason);
}

/** Hands over to a person with what is known so far; `note` is for their eyes once they have verified the caller. */
export function put(
  state: DialogueState,
  to: 'anyone' | 'queue',
  text: string,
  reason: string | null,
  note: string | null = null,
): Turn {
  const context = handover(state, reason, note);
  const next: DialogueState = { ...state, place: 'person', transferred: true };
  return [
    next,
    [
      { do: 'say', text },
      { do: 'transfer', to, reason, context },
    ],
  ];
}

export function heardNothing(state: DialogueState): Turn {
  return missed({ ...state, turns: state.turns + 1 }, true);
}

export function misunderstood(state: DialogueState): Turn {
  return missed(state, false);
}

/** Once it is asked again in other words; the second time a person takes over. */
function missed(before: DialogueState, silent: boolean): Turn {
  const state: DialogueState = { ...before, misses: before.misses + 1 };
  if (state.misses > 1) return toPerson(state);
  if (state.place === 'offer' && state.offered) return ask(state, say.offerAgain(state.offered, silent));
  return ask(state, state.place === 'more' ? say.moreAgain(silent) : say.menuAgain(silent, menuOf(state)));
}
