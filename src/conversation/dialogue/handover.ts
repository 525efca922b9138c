import type { ReasonBook } from '../reasons/index.ts';
import type { DialogueState } from './state.ts';
import type { Handover } from './types.ts';

const WHO: Record<DialogueState['caller'], string> = {
  recognised: 'From the number or address of one customer; not verified.',
  shared: 'From a number that several customers have.',
  unknown: 'From a number or address we do not know.',
  withheld: 'Without a number.',
};

/** What the person who takes over reads, in the language of the desk, so that nothing has to be said twice. */
export function handover(state: DialogueState, book: ReasonBook): Handover {
  const label = (name: string) => book.of(name).label.en;
  const lines = [state.assurance === 'verified' ? 'Verified.' : WHO[state.caller]];
  if (state.locale !== 'en') lines.push('Speaks Spanish.');
  const about = state.personFor ?? state.reason;
  if (about) lines.push(`About: ${label(about)}.`);
  if (state.offered.length)
    lines.push(
      `Was offered ${state.offered.map(label).join(' or ')}: ${state.offerTaken ? 'yes' : state.offerTaken === false ? 'not wanted' : 'no answer'}.`,
    );
  if (state.last) {
    const helped = state.resolved === null ? '' : state.resolved ? ' That helped.' : ' That did not help.';
    lines.push(`Was told: ${state.last.text}${helped}`);
  }
  const heard = state.said.filter(({ by }) => by === 'them').slice(-5);
  if (heard.length) lines.push(`Said: ${heard.map(({ text }) => `"${text}"`).join(', ')}.`);
  return { summary: lines.join(' '), reason: about, assurance: state.assurance, said: state.said };
}
