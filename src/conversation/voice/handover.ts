import { reasonOf } from '../reasons/index.ts';
import type { DialogueState } from './dialogue-types.ts';

const WHO: Record<DialogueState['caller'], string> = {
  recognised: 'Called from the number of one customer; not verified.',
  shared: 'Called from a number that several customers have.',
  unknown: 'Called from a number we do not know.',
  withheld: 'Called without a number.',
};

/** What the person who takes over reads, so that nothing has to be said twice. */
export function handover(state: DialogueState, reason: string | null, note: string | null): string {
  const label = (name: string) => reasonOf(name).label;
  const lines = [WHO[state.caller]];
  if (reason) lines.push(`About: ${label(reason)}.`);
  if (state.offered)
    lines.push(`Was offered ${label(state.offered)}: ${state.offerTaken ? 'yes' : 'not wanted'}.`);
  if (state.lastAnswer) lines.push(`Was told: ${state.lastAnswer}`);
  if (note) lines.push(`After verifying: ${note}`);
  if (state.heard.length) lines.push(`Said: ${state.heard.map((words) => `"${words}"`).join(', ')}.`);
  return lines.join(' ');
}
