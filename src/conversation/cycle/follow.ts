import { type LabelledTurn, MOVES, type Move } from '../moves/index.ts';
import { CYCLE_RULES, type CycleRule, type Memories } from './rules/index.ts';
import type { CycleState } from './state.ts';
import { type Debt, type Finding, RULES, type Rule, STEPS, type Step } from './types.ts';

/** As many turns as any rule looks back. */
const RECENT = 4;
const NONE = Object.fromEntries(MOVES.map((move) => [move, 0])) as Record<Move, number>;

export function emptyCycle(): CycleState {
  const memory = Object.fromEntries(RULES.map((name) => [name, CYCLE_RULES[name].start])) as Memories;
  return { turns: 0, counts: NONE, findings: [], owed: {}, memory, recent: [] };
}

/** Takes one turn of the conversation: what each rule finds kept or broken in it, and what is owed after it. Pure. */
export function follow(state: CycleState, turn: LabelledTurn): CycleState {
  const counts = { ...state.counts };
  if (turn.speaker === 'agent') for (const { move } of turn.stretches) counts[move]++;
  const memory: { -readonly [K in Rule]?: Memories[K] } = {};
  const findings: Finding[] = [...state.findings];
  const owed: Partial<Record<Rule, Debt>> = {};
  const hear = <K extends Rule>(name: K) => {
    const rule: CycleRule<Memories[K]> = CYCLE_RULES[name];
    const heard = rule.hear(state.memory[name], turn, { turn: state.turns, recent: state.recent });
    memory[name] = heard.memory;
    if (heard.owed) owed[name] = heard.owed;
    for (const found of heard.found) findings.push({ rule: name, ...found });
  };
  for (const name of RULES) hear(name);
  return {
    turns: state.turns + 1,
    counts,
    findings,
    owed,
    memory: memory as Memories,
    recent: [...state.recent, turn].slice(-RECENT),
  };
}

/** What was found at the last turn followed. */
export function lastFindings({ findings, turns }: CycleState): Finding[] {
  return findings.filter(({ turn }) => turn === turns - 1);
}

/** For display: stretches per move, which of the four steps have been taken, what is owed, and what was kept and broken. */
export interface CycleSummary {
  readonly turns: number;
  readonly moves: Readonly<Record<Move, number>>;
  readonly steps: Readonly<Record<Step, boolean>>;
  readonly owed: readonly Rule[];
  readonly findings: readonly Finding[];
}

export function cycleSummary(state: CycleState): CycleSummary {
  const steps = Object.fromEntries(STEPS.map((step) => [step, state.counts[step] > 0])) as Record<
    Step,
    boolean
  >;
  return {
    turns: state.turns,
    moves: state.counts,
    steps,
    owed: RULES.filter((rule) => state.owed[rule]),
    findings: state.findings,
  };
}
