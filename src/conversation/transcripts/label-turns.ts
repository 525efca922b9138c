import type { LabelledTurn, Labeller, Turn } from '../moves/index.ts';

/** Labels the turns of a conversation one after the other, each after those before it; times go along. */
export function labelTurns(turns: readonly Turn[], labeller: Labeller): LabelledTurn[] {
  const labelled: LabelledTurn[] = [];
  for (const turn of turns) {
    const { from, to } = turn;
    const times = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    labelled.push({ ...labeller.label(turn, labelled), ...times });
  }
  return labelled;
}
