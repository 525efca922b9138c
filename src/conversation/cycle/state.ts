import type { LabelledTurn, Move } from '../moves/index.ts';
import type { Memories } from './rules/index.ts';
import type { Debt, Finding, Rule } from './types.ts';

export interface CycleState {
  /** Turns followed so far. */
  readonly turns: number;
  /** Stretches of each move so far. */
  readonly counts: Readonly<Record<Move, number>>;
  /** Everything kept and broken so far, in the order of turns. */
  readonly findings: readonly Finding[];
  readonly owed: Readonly<Partial<Record<Rule, Debt>>>;
  /** What each rule remembers. */
  readonly memory: Memories;
  /** The last turns, the newest last: as many as any rule looks back. */
  readonly recent: readonly LabelledTurn[];
}
