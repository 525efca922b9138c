import { isNumber, type LabelledTurn } from '../moves/index.ts';
import { factsOf, factsOfWords } from './facts.ts';

/** How much of a turn the customer had said before, and whether the agent asks for what was said. */
export interface Repetition {
  /** Content words said before by the customer, and those of them that the agent has not just said. */
  readonly hits: number;
  readonly ownHits: number;
  /** Of the turn's content words; 0 when it has none. */
  readonly share: number;
  readonly ownShare: number;
  /** The most hits any one earlier turn has, and their share. */
  readonly best: number;
  readonly bestShare: number;
  /** Hits in turns before the last: what is said in two breaths is not said again. */
  readonly older: number;
  readonly fresh: number;
  readonly numbers: number;
  /** 1 when three or more digits running were said before. */
  readonly digits: number;
  /** Two content words running that were said before. */
  readonly pairs: number;
  /** Content words of the agent's last turn that the agent, and that the customer, had said before it. */
  readonly askedBefore: number;
  readonly askedTold: number;
}

export function repetition(list: readonly string[], before: readonly LabelledTurn[]): Repetition {
  const now = factsOfWords(list);
  const own = [...now.contents].filter((word) => !/^\d$/.test(word));
  const earlier = before.filter((turn) => turn.speaker === 'customer').map(factsOf);
  const agents = before.filter((turn) => turn.speaker === 'agent').map(factsOf);
  const answered = before.at(-1)?.speaker === 'agent' ? agents.at(-1) : undefined;
  const asked = [...(answered?.contents ?? [])];
  const told = (word: string) => earlier.some((turn) => turn.contents.has(word));
  const hits = own.filter(told);
  const ownHits = hits.filter((word) => !answered?.contents.has(word)).length;
  const best = Math.max(0, ...earlier.map((turn) => own.filter((word) => turn.contents.has(word)).length));
  const older = earlier.slice(0, -1);
  const per = own.length || 1;
  const runs = now.digits.match(/\d{3,}/g) ?? [];
  return {
    hits: hits.length,
    ownHits,
    share: hits.length / per,
    ownShare: ownHits / per,
    best,
    bestShare: best / per,
    older: own.filter((word) => older.some((turn) => turn.contents.has(word))).length,
    fresh: own.length - hits.length,
    numbers: list.filter(isNumber).length,
    digits: runs.some((run) => earlier.some((turn) => turn.digits.includes(run))) ? 1 : 0,
    pairs: [...now.pairs].filter((pair) => earlier.some((turn) => turn.pairs.has(pair))).length,
    askedBefore: asked.filter((word) => agents.slice(0, -1).some((turn) => turn.contents.has(word))).length,
    askedTold: asked.filter(told).length,
  };
}
