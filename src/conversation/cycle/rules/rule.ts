import type { AgentTurn, LabelledTurn, Move, Stretch } from '../../moves/index.ts';
import type { Debt, Finding, Rule } from '../types.ts';

export type Found = Omit<Finding, 'rule'>;

/** What a rule has heard before: the number of the turn that it hears now, and the turns just before it. */
export interface Before {
  readonly turn: number;
  readonly recent: readonly LabelledTurn[];
}

export interface Heard<M> {
  readonly memory: M;
  readonly owed: Debt | null;
  readonly found: readonly Found[];
}

/** One rule of the cycle, `M` being what it remembers between turns. Pure. */
export interface CycleRule<M> {
  readonly name: Rule;
  /** The move that keeps it. */
  readonly move: Move;
  /** Why it matters now, in one sentence; `{words}` are those quoted. */
  readonly seed: string;
  /** From how much on it is broken, in the unit that the rule says. */
  readonly threshold: number;
  readonly start: M;
  hear(memory: M, turn: LabelledTurn, before: Before): Heard<M>;
}

/** A debt is made where its move is likely, and paid already where a paying one is possible: unsure means silent. */
export const LIKELY = 0.5;
export const POSSIBLE = 0.25;

export function isLikely({ move, probabilities }: Stretch, wanted: Move): boolean {
  return move === wanted && probabilities[wanted] >= LIKELY;
}

/** How sure it is that some stretch of the turn is such a move. */
export function sureOf(turn: AgentTurn, move: Move): number {
  return Math.max(0, ...turn.stretches.map(({ probabilities }) => probabilities[move]));
}

export function may(turn: AgentTurn, move: Move): boolean {
  return sureOf(turn, move) >= POSSIBLE;
}

/** The stretch of the turn that is likeliest to be such a move. */
export function likeliest(turn: AgentTurn, move: Move): Stretch | undefined {
  return turn.stretches.reduce<Stretch | undefined>(
    (best, one) => (best && best.probabilities[move] >= one.probabilities[move] ? best : one),
    undefined,
  );
}

export function kept(turn: number, words: string, sure: number, said = turn): Found {
  return { kind: 'kept', turn, words, said, sure, degree: 1 };
}

export function broken(turn: number, debt: Debt, sure: number, degree: number): Found {
  const { words, said, mood } = debt;
  return { kind: 'broken', turn, words, said, sure, degree, ...(mood && { mood }) };
}
