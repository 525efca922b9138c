import { type LabelledTurn, MOVES, type Move } from '../moves/index.ts';
import { afterAgent, afterCustomer } from './owing.ts';
import { prompt } from './prompt.ts';
import { type CycleState, type Due, RULES, type Rule, STEPS, type Step } from './types.ts';

const NONE = Object.fromEntries(MOVES.map((move) => [move, 0])) as Record<Move, number>;

export function emptyCycle(): CycleState {
  return {
    turns: 0,
    agentTurns: 0,
    counts: NONE,
    findings: [],
    debts: {},
    covered: 0,
    questions: 0,
    asked: null,
  };
}

/**
 * Takes one turn of the conversation: what is paid, what is owed, and the one thing now due, or null.
 * What was said to be due once is not said again until it has been paid and is owed anew. Pure.
 */
export function follow(state: CycleState, turn: LabelledTurn): { state: CycleState; due: Due | null } {
  const counts = { ...state.counts };
  if (turn.speaker === 'agent') for (const { move } of turn.stretches) counts[move]++;
  const heard = turn.speaker === 'agent' ? afterAgent(state, turn) : afterCustomer(state, turn);
  const next = { ...heard, counts, turns: state.turns + 1 };
  const rule = RULES.find((name) => next.debts[name]?.status === 'due');
  const debt = rule && next.debts[rule];
  if (!rule || !debt) return { state: next, due: null };
  const debts = { ...next.debts, [rule]: { ...debt, status: 'prompted' as const } };
  return { state: { ...next, debts }, due: prompt(rule, debt) };
}

/** For display: stretches per move, which of the four steps have been taken, and what is owed. */
export interface CycleSummary {
  readonly turns: number;
  readonly moves: Readonly<Record<Move, number>>;
  readonly steps: Readonly<Record<Step, boolean>>;
  readonly owed: readonly Rule[];
}

export function cycleSummary(state: CycleState): CycleSummary {
  const steps = Object.fromEntries(STEPS.map((step) => [step, state.counts[step] > 0])) as Record<
    Step,
    boolean
  >;
  return { turns: state.turns, moves: state.counts, steps, owed: RULES.filter((rule) => state.debts[rule]) };
}
