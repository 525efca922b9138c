import type { Step } from '../cycle/index.ts';
import type { Flag, Mood, Move, Speaker } from '../moves/index.ts';

/** The two halves of conversation quality: the customer knows where it goes and why; the customer is sure it is being handled. */
export const HALVES = ['direction', 'control'] as const;
export type Half = (typeof HALVES)[number];

/** What a talk is judged by; `rules.ts` says of each which half it belongs to, and how it reads. */
export const MARKS = [
  'says_what_comes',
  'reason_for_asking',
  'hold_announced',
  'checks_after_explaining',
  'customer_follows',
  'next_step_at_the_end',
  'feeling_acknowledged',
  'gives_back_what_was_said',
  'detail_played_back',
  'takes_care',
  'listens_between_questions',
  'asks_once',
  'heard_the_first_time',
  'customer_stays',
  'customer_leaves_sure',
] as const;
export type Mark = (typeof MARKS)[number];

/** Something seen in a talk that counts for it (`kept`) or against it; `sure` from 0 to 1, and `turn` counts from 0. */
export interface Sighting {
  readonly mark: Mark;
  readonly kept: boolean;
  readonly sure: number;
  readonly turn: number;
  /** The words said that show it. */
  readonly words: string;
}

/** One sighting with the points that it gave or took, of 50 each way, and why in one sentence. */
export interface Evidence {
  readonly for: Half;
  readonly rule: Mark;
  readonly move: Move;
  readonly kept: boolean;
  readonly points: number;
  readonly turn: number;
  readonly words: string;
  readonly why: string;
}

/** One turn in the diagram of the cycle. `steps` are those of an agent's turn, in the order said. Times in milliseconds. */
export interface CycleTurn {
  readonly turn: number;
  readonly speaker: Speaker;
  readonly words: number;
  readonly steps: readonly Step[];
  readonly mood?: Mood;
  readonly flags?: readonly Flag[];
  readonly from?: number;
  readonly to?: number;
}

/** A share is the agent's, from 0 to 1; null where nobody spoke, or no times are known. Times in milliseconds. */
export interface TalkShare {
  readonly agentWords: number;
  readonly customerWords: number;
  readonly share: number | null;
  readonly agentTime: number | null;
  readonly customerTime: number | null;
  readonly timeShare: number | null;
}

/** Nobody heard anything from the agent, `silence` milliseconds where times are known. `turn` is the agent's last before it. */
export interface Hold {
  readonly turn: number;
  readonly words: string;
  readonly announced: boolean;
  readonly silence: number | null;
}

/** Who began to speak at `turn` while the other had yet to end, for `overlap` milliseconds. */
export interface Interruption {
  readonly turn: number;
  readonly by: Speaker;
  readonly words: string;
  readonly overlap: number;
}

/** What the talk cost the customer: turns by number, so that each can be looked up. */
export interface Effort {
  readonly questions: readonly number[];
  readonly askedTwice: readonly number[];
  readonly repeats: readonly number[];
  readonly lost: readonly number[];
  readonly transfers: readonly number[];
}

export interface Practise {
  readonly rule: Mark;
  readonly move: Move;
  readonly turn: number;
  readonly words: string;
  /** What to do instead, in one sentence. */
  readonly advice: string;
}

/**
 * Scores from 0 to 100, one decimal. `direction` is 50 and the sum of the points of its evidence, `control` likewise, and
 * `overall` the mean of the two.
 */
export interface Scorecard {
  readonly overall: number;
  readonly direction: number;
  readonly control: number;
  readonly cycle: readonly CycleTurn[];
  readonly evidence: readonly Evidence[];
  readonly well: Evidence | null;
  readonly practise: Practise | null;
  readonly talk: TalkShare;
  readonly holds: readonly Hold[];
  readonly silences: readonly Hold[];
  readonly interruptions: readonly Interruption[];
  readonly effort: Effort;
}
