import type { Rule } from '../cycle/index.ts';
import type { Move } from '../moves/index.ts';

/** The one thing to do next: what, why in one sentence with the words said, and a sentence to say. */
export interface Prompt {
  readonly rule: Rule;
  readonly move: Move;
  readonly do: string;
  readonly why: string;
  readonly say: string;
}

/** What is known of the customer when a talk begins that may be said to whoever is on the line; null: not known. */
export interface Known {
  /** As they are addressed: a first name. */
  readonly name: string | null;
  /** What the likely reason is about, as it follows "look into": "your flight to Denver this evening". */
  readonly about: string | null;
}

export const NOTHING_KNOWN: Known = { name: null, about: null };

/** How an agent has done with a rule in their recent talks: how often there was occasion, and how often it was kept. */
export interface Habit {
  readonly kept: number;
  readonly broken: number;
}
export type Habits = Readonly<Partial<Record<Rule, Habit>>>;
