import type { Contact } from '../../ingest/index.ts';
import type { Instant } from '../../platform/index.ts';
import type { Answer } from '../reasons/index.ts';

/** Only `recognised` (one customer has this number) is told anything of anyone. */
export type CallerKind = 'recognised' | 'unknown' | 'shared' | 'withheld';

/** What can be answered now, by reason. */
export type Answers = Readonly<Record<string, Answer>>;

export type Started = {
  kind: 'started';
  caller: CallerKind;
  firstName: string | null;
  company: string;
  /** P(reason | contact), most likely first; empty when nothing is forecast. */
  reasons: readonly { reason: string; probability: number }[];
  /** P(reason | contact) from which a reason is offered. */
  threshold: number;
  /** The order of the menu for a caller of whom nothing is known. */
  baseOrder: readonly string[];
  /** We lost what was said before: say so. */
  lost: boolean;
};

export type Input =
  | Started
  | { kind: 'heard'; speech: string; digits: string; answers: Answers }
  | { kind: 'silence' }
  /** The agent's own number was dialled: did someone answer? */
  | { kind: 'dialled'; answered: boolean }
  /** `durationSeconds` null: not told, so counted from the start of the call. */
  | { kind: 'ended'; durationSeconds: number | null };

export type ContactUpdate = Partial<
  Pick<Contact, 'reason' | 'offeredReason' | 'offerTaken' | 'handleSeconds' | 'resolved'>
>;

export type Action =
  | { do: 'say'; text: string }
  /** Speak, then wait for words or a key. `hints`: what the caller is likely to say. */
  | { do: 'ask'; prompt: string; hints: readonly string[] }
  /** To a person: the agent's own number where there is one, unless nobody answered there. */
  | { do: 'transfer'; to: 'anyone' | 'queue'; reason: string | null; context: string }
  | { do: 'hangup' }
  | { do: 'contact'; update: ContactUpdate };

export type DialogueState = {
  /** What was asked last, or how it ended. */
  place: 'start' | 'offer' | 'menu' | 'more' | 'person' | 'closed';
  caller: CallerKind;
  startedAt: Instant;
  offered: string | null;
  offerTaken: boolean | null;
  /** Reasons of the menu, likeliest first, and those not to be named again. */
  order: string[];
  passed: string[];
  /** The first reason of the call, which is what the contact is about. */
  reason: string | null;
  lastAnswer: string | null;
  transferred: boolean;
  /** In a row: silences and words not understood. */
  misses: number;
  turns: number;
  /** The last utterances, for the person who takes over. */
  heard: string[];
};

export type Turn = [DialogueState, Action[]];
