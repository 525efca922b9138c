import { contents, isNumber, type LabelledTurn, words } from '../moves/index.ts';

/** How much of a turn the customer had said before, and how much the agent asks for the same thing. */
export interface Repetition {
  /** Content words said before by the customer, and those of them that the agent has not just said. */
  readonly hits: number;
  readonly ownHits: number;
  /** Of the turn's content words; 0 when it has none. */
  readonly share: number;
  readonly ownShare: number;
  /** The most hits any one earlier turn has. */
  readonly best: number;
  readonly bestShare: number;
  /** Hits not counting the turn just before: what is said in two breaths is not said again. */
  readonly older: number;
  readonly fresh: number;
  /** Words that are numbers, and whether three or more digits running were said before. */
  readonly numbers: number;
  readonly digits: boolean;
  /** Two words running that were said before. */
  readonly pairs: number;
  /** Content words of the agent's turn that the agent, or the customer, had said before. */
  readonly askedBefore: number;
  readonly askedTold: number;
}

export function repetition(list: readonly string[], before: readonly LabelledTurn[]): Repetition {
  const own = [...new Set(contents(list))].filter((word) => !/^\d$/.test(word));
  const turns = before.filter((turn) => turn.speaker === 'customer').map((turn) => words(turn.text));
  const sets = turns.map((turn) => new Set(contents(turn)));
  const last = before.at(-1);
  const answered = new Set(last?.speaker === 'agent' ? contents(words(last.text)) : []);
  const said = (word: string, among: readonly ReadonlySet<string>[]) => among.some((set) => set.has(word));
  const hits = own.filter((word) => said(word, sets));
  const ownHits = hits.filter((word) => !answered.has(word));
  const best = Math.max(0, ...sets.map((set) => own.filter((word) => set.has(word)).length));
  const asked = [...answered];
  const askers = before.slice(0, -1).filter((turn) => turn.speaker === 'agent');
  const askedEarlier = new Set(askers.flatMap((turn) => contents(words(turn.text))));
  const per = own.length || 1;
  const earlier = turns.map((turn) => pairsOf(turn));
  return {
    hits: hits.length,
    ownHits: ownHits.length,
    share: hits.length / per,
    ownShare: ownHits.length / per,
    best,
    bestShare: best / per,
    older: own.filter((word) => said(word, sets.slice(0, -1))).length,
    fresh: own.length - hits.length,
    numbers: list.filter(isNumber).length,
    digits: saidDigits(list, turns),
    pairs: [...pairsOf(list)].filter((pair) => earlier.some((set) => set.has(pair))).length,
    askedBefore: asked.filter((word) => askedEarlier.has(word)).length,
    askedTold: asked.filter((word) => said(word, sets)).length,
  };
}

function pairsOf(list: readonly string[]): Set<string> {
  const full = contents(list);
  return new Set(full.slice(1).map((word, i) => `${full[i]} ${word}`));
}

function saidDigits(list: readonly string[], earlier: readonly (readonly string[])[]): boolean {
  const runs = (turn: readonly string[]) =>
    contents(turn)
      .map((word) => (/^\d$/.test(word) ? word : ' '))
      .join('');
  const before = earlier.map(runs);
  return (runs(list).match(/\d{3,}/g) ?? []).some((run) => before.some((text) => text.includes(run)));
}
