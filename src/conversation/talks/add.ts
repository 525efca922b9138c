import { ApiError, type Instant } from '../../platform/index.ts';
import { type CycleState, emptyCycle, follow } from '../cycle/index.ts';
import { type Given, guide, type Habits, type Known } from '../guidance/index.ts';
import type { LabelledTurn, Labeller, Turn } from '../moves/index.ts';
import type { TalkTurn } from './store.ts';

export type Beside = { known: Known; habits: Habits };

/** The turns labelled after those before, each followed through the cycle, with what is prompted once it was said. Pure. */
export function addTurns(
  labeller: Labeller,
  before: readonly TalkTurn[],
  turns: readonly Turn[],
  beside: Beside,
  at: Instant,
): { added: TalkTurn[]; cycle: CycleState } {
  const known: LabelledTurn[] = before.map((turn) => turn.labels);
  const given: Given[] = before.flatMap(({ due, seq }) => (due ? [{ ...due, turn: seq - 1 }] : []));
  let state = followAll(before);
  const added = turns.map((turn) => {
    const labels = { ...labeller.label(turn, known), ...timesOf(turn) };
    state = follow(state, labels);
    known.push(labels);
    const due = guide(state, given, beside);
    if (due) given.push({ ...due, turn: known.length - 1 });
    return { seq: known.length, labels, due, at };
  });
  return { added, cycle: state };
}

export function followAll(turns: readonly TalkTurn[]): CycleState {
  return turns.reduce((cycle, turn) => follow(cycle, turn.labels), emptyCycle());
}

/** What is still to be done: the last prompt since the agent last spoke, or at what they said then. */
export function standing(turns: readonly TalkTurn[]): TalkTurn['due'] {
  const from = turns.findLastIndex(({ labels }) => labels.speaker === 'agent');
  return turns.slice(Math.max(0, from)).findLast(({ due }) => due)?.due ?? null;
}

/** What of `turns` is not known yet. Throws 409 when a known turn is told differently. */
export function newTurns(
  before: readonly TalkTurn[],
  turns: readonly Turn[],
  after = before.length,
): readonly Turn[] {
  const told = before.slice(after);
  const differs = told.findIndex((turn, index) => turns[index] && turns[index].text !== turn.labels.text);
  if (after > before.length || differs >= 0) {
    throw new ApiError(
      409,
      `turn ${after + Math.max(differs, 0) + 1} is told differently from what is known`,
      {
        where: 'after',
        mend: `the conversation has ${before.length} turns; send what follows them`,
      },
    );
  }
  return turns.slice(told.length);
}

/** How many turns of `before` the turns `told` leave as they are. */
export function sameTurns(before: readonly TalkTurn[], told: readonly Turn[]): number {
  const differs = before.findIndex(({ labels }, i) => {
    const turn = told[i];
    return (
      labels.speaker !== turn?.speaker ||
      labels.text !== turn.text ||
      labels.from !== turn.from ||
      labels.to !== turn.to
    );
  });
  return differs < 0 ? before.length : differs;
}

function timesOf({ from, to }: Turn) {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
