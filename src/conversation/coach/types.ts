import type { AgentTurn, CustomerTurn } from '../moves/index.ts';

/**
 * How the customer is, each from 0 to 1. frustration and worry: none to all; thread: 0 lost, 1 knows where the talk goes and
 * why; trust; patience: at 0 they go.
 */
export interface Temper {
  readonly frustration: number;
  readonly worry: number;
  readonly thread: number;
  readonly trust: number;
  readonly patience: number;
}

/** What an agent's turn can do to the customer. The first group helps, the second hurts. */
export const HELPS = [
  'signposted',
  'asked_openly',
  'played_back',
  'acknowledged',
  'reassured',
  'told',
  'announced_hold',
  'checked',
] as const;
export const HURTS = [
  'no_reason',
  'interrogated',
  'asked_again',
  'not_heard',
  'misheard',
  'feeling_ignored',
  'formula',
  'silence',
  'lecture',
  'jumped',
  'no_progress',
  'left_unresolved',
] as const;
export type Cause = (typeof HELPS)[number] | (typeof HURTS)[number];

/** Why the customer's temper moved, by how much, the words that did it, and what would have been better (null: it was good). */
export interface Change {
  readonly cause: Cause;
  readonly by: Partial<Temper>;
  readonly words: string;
  /** The fact or point that it was about. */
  readonly about: string | null;
  readonly better: string | null;
}

export const OUTCOMES = ['resolved', 'unresolved', 'supervisor', 'hung_up', 'stopped'] as const;
export type PracticeOutcome = (typeof OUTCOMES)[number];

/** One exchange: what the trainee said, what the customer made of it and answered. */
export interface Exchange {
  readonly agent: AgentTurn;
  readonly customer: CustomerTurn;
  /** The written line; differs from the customer's words where a language model phrased them. */
  readonly written: string;
  readonly changes: readonly Change[];
  readonly temper: Temper;
  readonly revealed: readonly string[];
}

/** How a fact that was told has fared. `at`: in which exchange; `repeated`: how often unasked. */
export interface Told {
  readonly at: number;
  readonly heard: boolean;
  readonly repeated: number;
}

/** A practice from beginning to end; plain data, so that it can be kept as JSON. */
export interface CoachState {
  readonly scenario: string;
  readonly seed: number;
  readonly start: Temper;
  readonly temper: Temper;
  readonly exchanges: readonly Exchange[];
  readonly told: Readonly<Record<string, Told>>;
  /** How often each fact was asked for with no reason given. */
  readonly refused: Readonly<Record<string, number>>;
  readonly points: readonly string[];
  /** How many more private questions the last reason covers. */
  readonly covered: number;
  /** Questions since anything was given back. */
  readonly questions: number;
  /** Turns since a feeling was shown and not recognised; null: none is owed. */
  readonly owed: number | null;
  readonly acknowledged: boolean;
  readonly formulas: number;
  /** Silences that an announced hold still covers. */
  readonly hold: number;
  readonly topic: string | null;
  /** The exchange in which all was done, or a supervisor was asked for. */
  readonly settled: number | null;
  readonly escalated: number | null;
  /** Lines used, so that none comes again. */
  readonly used: readonly string[];
  readonly ended: PracticeOutcome | null;
}

/** Agent turns after which the customer has to go: every talk ends. */
export const MOST_EXCHANGES = 40;
