import { type LabelledTurn, type Speaker, words } from '../moves/index.ts';
import { silenceAfter } from './holds.ts';
import { likely, type Talk } from './talk.ts';
import type { Hold, Interruption, TalkShare } from './types.ts';

/** A wait of so long between two turns, in milliseconds, is a silence. */
const SILENCE = 4_000;
/** Speaking at once for less than this, in milliseconds, is how people take turns; a word or two is a sign of attention. */
const OVERLAP = 500;
const ATTENTION_WORDS = 2;

export function talkShare(turns: readonly LabelledTurn[]): TalkShare {
  const of = (speaker: Speaker) => turns.filter((turn) => turn.speaker === speaker);
  const count = (speaker: Speaker) => of(speaker).reduce((sum, { text }) => sum + words(text).length, 0);
  const time = (speaker: Speaker) => {
    const known = of(speaker).flatMap(({ from, to }) =>
      from === undefined || to === undefined ? [] : [to - from],
    );
    return known.length === 0 ? null : known.reduce((sum, spoken) => sum + Math.max(0, spoken), 0);
  };
  const [agentWords, customerWords] = [count('agent'), count('customer')];
  const [agentTime, customerTime] = [time('agent'), time('customer')];
  const share = (a: number, b: number) => (a + b === 0 ? null : a / (a + b));
  return {
    agentWords,
    customerWords,
    share: share(agentWords, customerWords),
    agentTime,
    customerTime,
    timeShare: agentTime === null || customerTime === null ? null : share(agentTime, customerTime),
  };
}

export function silencesIn({ turns, agent }: Talk): Hold[] {
  return agent.flatMap(({ at, turn }) => {
    const silence = silenceAfter(turns, at);
    if (silence === null || silence < SILENCE) return [];
    return [{ turn: at, words: turn.text, announced: likely(turn, 'signpost') >= 0.5, silence }];
  });
}

export function interruptionsIn(turns: readonly LabelledTurn[]): Interruption[] {
  return turns.flatMap((turn, at) => {
    const before = turns[at - 1];
    if (before?.to === undefined || turn.from === undefined || before.speaker === turn.speaker) return [];
    const overlap = Math.min(before.to, turn.to ?? before.to) - turn.from;
    if (overlap < OVERLAP || words(turn.text).length <= ATTENTION_WORDS) return [];
    return [{ turn: at, by: turn.speaker, words: turn.text, overlap }];
  });
}
