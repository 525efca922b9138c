import type { Choice, Line } from '../dialogue/index.ts';
import type { Reply } from '../door/index.ts';
import type { Locale } from '../reasons/index.ts';
import type { TalkTurn } from '../talks/store.ts';
import type { Transcript } from './types.ts';

/** `seq`: of what is said with a person, in its order. */
type Message = { by: 'us' | 'them' | 'person'; text: string; seq?: number };

/** What a page is told. The next turn is the one after `step`. */
export type Shown = {
  session: string;
  step: number;
  locale: Locale;
  messages: Message[];
  choices: Choice[];
  open: boolean;
  /** A person has it now: what they write comes by the live stream. */
  person: boolean;
};

export function shownReply(reply: Reply): Shown {
  const person = isTransferred(reply);
  return {
    session: reply.id,
    step: reply.step,
    locale: reply.locale,
    messages: reply.actions.flatMap((action): Message[] => {
      const text = action.do === 'say' ? action.text : action.do === 'ask' ? action.prompt : '';
      return text ? [{ by: 'us', text }] : [];
    }),
    choices: reply.actions.flatMap((action) => (action.do === 'ask' ? action.choices : [])),
    open: person || !reply.actions.some((action) => action.do === 'hangup'),
    person,
  };
}

/** All that was said, with the machine and then with a person. */
export function shownTranscript({ reply, said, ended }: Transcript, turns: readonly TalkTurn[]): Shown {
  const last = shownReply(reply);
  const withPerson = turns.map(
    ({ seq, labels: { speaker, text } }): Message => ({
      by: speaker === 'customer' ? 'them' : 'person',
      text,
      seq,
    }),
  );
  return {
    ...last,
    step: reply.step + withPerson.filter(({ by }) => by === 'them').length,
    messages: [...said, ...withPerson],
    choices: ended ? [] : last.choices,
    open: last.open && !ended,
  };
}

export function isTransferred(reply: Reply): boolean {
  return reply.actions.some((action) => action.do === 'transfer');
}

/** The turns since the transfer: a conversation at the desk may begin with what had been said before it. */
export function sinceTransfer(said: readonly Line[], turns: readonly TalkTurn[]): readonly TalkTurn[] {
  const repeats = said.length > 0 && said.every(({ text }, i) => turns[i]?.labels.text === text);
  return repeats ? turns.slice(said.length) : turns;
}
