import type { Mood, Move } from '../moves/index.ts';

/** What can be owed to the customer, the most pressing first: when several are, the first is said. */
export const RULES = [
  'acknowledge_feeling',
  'signpost_before_questions',
  'listen_between_questions',
  'play_back_detail',
  'question_after_explanation',
] as const;
export type Rule = (typeof RULES)[number];

/** What to do next: the rule, its move, why in one sentence with the words said, and a sentence to say. */
export interface Due {
  readonly rule: Rule;
  readonly move: Move;
  readonly why: string;
  readonly say: string;
}

/** The four moves of the cycle, in its order. */
export const STEPS = ['signpost', 'question', 'listen', 'acknowledge'] as const;
export type Step = (typeof STEPS)[number];

/** What has been owed since some turn; `words` are those that made it so, `contents` what would pay it (details only). */
export interface Debt {
  readonly words: string;
  readonly contents?: readonly string[];
  readonly mood?: Mood;
  readonly again?: boolean;
  /** early: noted, and it may yet be paid unasked; due: to be said; prompted: said once. */
  readonly status: 'early' | 'due' | 'prompted';
}

export interface CycleState {
  readonly turns: number;
  readonly agentTurns: number;
  readonly counts: Readonly<Record<Move, number>>;
  readonly debts: Readonly<Partial<Record<Rule, Debt>>>;
  /** How many more data questions the last signpost covers. */
  readonly covered: number;
  /** Questions since the agent last gave anything back. */
  readonly questions: number;
  /** The data question that the customer's next words answer, if any. */
  readonly asked: string | null;
}
