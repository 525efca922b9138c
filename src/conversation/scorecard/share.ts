import { type LabelledTurn, type Speaker, words } from '../moves/index.ts';
import { likely, type Talk } from './talk.ts';
import type { Hold, Interruption, Sighting, TalkShare } from './types.ts';

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

/** Waits that were announced, and those that nobody had announced. Where they are known to the clock, with how long they were. */
export function holdsIn(turns: readonly LabelledTurn[], sightings: readonly Sighting[]): Hold[] {
  return sightings
    .filter(({ rule }) => rule === 'announce_silence')
    .map(({ turn, words, kind }) => ({
      turn,
      words,
      announced: kind === 'kept',
      silence: silenceAfter(turns, kind === 'kept' ? turn : turn - 1),
    }));
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

/** Milliseconds from the end of the turn at `at` until anyone speaks; null where times are not known. */
function silenceAfter(turns: readonly LabelledTurn[], at: number): number | null {
  const end = turns[at]?.to;
  const next = turns[at + 1]?.from;
  return end === undefined || next === undefined ? null : Math.max(0, next - end);
}
