import type { Mood, Move } from '../moves/index.ts';

/** What can be owed to the customer, the most pressing first: when several are, the first is said. */
export const RULES = [
  'announce_silence',
  'acknowledge_feeling',
  'ask_once',
  'signpost_before_questions',
  'listen_between_questions',
  'play_back_detail',
  'question_after_explanation',
  'say_next_step',
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

/**
 * Something kept or broken, with its evidence: what a scorecard is counted from and guidance speaks about. Turns are counted
 * from 0 in the order in which they were followed.
 */
export interface Finding {
  readonly rule: Rule;
  readonly kind: 'kept' | 'broken';
  /** The turn at which it was kept or broken. */
  readonly turn: number;
  /** The words that show it, as they were said, cut to the stretch that matters; never read-back secrets. */
  readonly words: string;
  /** The turn in which the words were said: often `turn`; for a feeling passed over, the customer's turn before it. */
  readonly said: number;
  /** How sure the labels are that it is so, 0 to 1. Nothing below the rule's own limit becomes a finding. */
  readonly sure: number;
  /** How far beyond the rule's threshold: 1 at it, 2 twice as far (questions, words, seconds …). 1 where it is kept. */
  readonly degree: number;
}

export interface CycleState {
  readonly turns: number;
  readonly agentTurns: number;
  readonly counts: Readonly<Record<Move, number>>;
  /** Everything kept and broken so far, in the order of turns. */
  readonly findings: readonly Finding[];
  readonly debts: Readonly<Partial<Record<Rule, Debt>>>;
  /** How many more data questions the last signpost covers. */
  readonly covered: number;
  /** Questions since the agent last gave anything back. */
  readonly questions: number;
  /** The data question that the customer's next words answer, if any. */
  readonly asked: string | null;
}
