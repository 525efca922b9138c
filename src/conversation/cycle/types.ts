import type { Mood } from '../moves/index.ts';

/** What is owed to a customer, the most pressing first: when several are broken at once, the first is spoken of. */
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

/** The four moves of the cycle, in its order. */
export const STEPS = ['signpost', 'question', 'listen', 'acknowledge'] as const;
export type Step = (typeof STEPS)[number];

/**
 * Something kept or broken, with its evidence: what a scorecard is counted from and guidance speaks about. Turns are counted
 * from 0 in the order in which they were followed.
 */
export interface Finding {
  readonly rule: Rule;
  readonly kind: 'kept' | 'broken';
  /** The turn at which it was kept or broken. */
  readonly turn: number;
  /** The words that show it, as they were said: the stretch that matters of an agent's turn, a customer's turn whole. */
  readonly words: string;
  /** The turn in which the words were said: often `turn`; of a feeling passed over, the customer's turn before it. */
  readonly said: number;
  /** How sure the labels are that it is so, 0 to 1. */
  readonly sure: number;
  /** How far beyond the rule's threshold: 1 at it, 2 twice as far (turns, questions, words, seconds). 1 where it is kept. */
  readonly degree: number;
  /** What the customer felt, where the rule is about a feeling. */
  readonly mood?: Mood;
}

/** What is owed since the customer's words `words`, or the agent's own, in turn `said`. */
export interface Debt {
  readonly words: string;
  readonly said: number;
  readonly sure: number;
  readonly mood?: Mood;
}
