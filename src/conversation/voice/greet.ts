import { NO_PARTICULAR_REASON } from '../reasons/index.ts';
import { ask, menuOf } from './dialogue-steps.ts';
import type { DialogueState, Started, Turn } from './dialogue-types.ts';
import * as say from './prompts.ts';

/** The greeting: the likely reason offered first to a caller we know, where it is likely enough; else the open question. */
export function greet(before: DialogueState, input: Started): Turn {
  const { caller } = input;
  // Whatever the shell passed along: a caller who isn't recognised is nobody in particular.
  const forecast = caller === 'recognised' ? input.reasons : [];
  const names = [...forecast.map(({ reason }) => reason), ...input.baseOrder];
  const order = [...new Set(names)].filter((name) => name !== NO_PARTICULAR_REASON);
  const top = forecast[0];
  const likely = top && top.probability >= input.threshold && top.reason !== NO_PARTICULAR_REASON;
  const state: DialogueState = { ...before, caller, order, offered: likely ? top.reason : null };
  if (likely && !input.lost) {
    return ask({ ...state, place: 'offer' }, say.offer(input.firstName, top.reason));
  }
  const open: DialogueState = { ...state, place: 'menu', offered: null };
  return ask(open, say.ordinaryGreeting(input.company, input.lost, menuOf(open)));
}
