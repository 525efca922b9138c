import type { Instant } from '../../platform/index.ts';
import type { Answer, Level, Locale } from '../reasons/index.ts';
import type { Assurance, CallerKind, Greeted, Line, Medium, Place } from './types.ts';
import type { Keys } from './words/index.ts';

/** Nothing but plain values: it is kept as JSON between two webhooks. */
export type DialogueState = {
  /** What was asked last, or how it ended. */
  place: Place;
  medium: Medium;
  locale: Locale;
  company: string;
  zone: string;
  startedAt: Instant;
  caller: CallerKind;
  assurance: Assurance;
  /** When they proved who they are, where that was by a code. */
  verifiedAt: Instant | null;
  /** How often a code was asked for: each time it is another one. */
  codes: number;
  customer: Greeted | null;
  people: readonly { customerId: string; firstName: string }[];
  canCallBack: boolean;
  threshold: number;
  baseOrder: readonly string[];
  /** What we call about, on a call that we placed. */
  message: { reason: string; text: string } | null;
  /** The one reason that was offered, or the two. */
  offered: readonly string[];
  offerTaken: boolean | null;
  /** Reasons of the menu, likeliest first, and those not to be named again. */
  order: readonly string[];
  passed: readonly string[];
  /** The first reason of the dialogue, which is what the contact is about. */
  reason: string | null;
  /** What a person is wanted for. */
  personFor: string | null;
  last: ({ reason: string } & Omit<Answer, 'level'>) | null;
  /** What goes on once it is sure who speaks. */
  pending: { answer: string } | { followUp: string } | null;
  resolved: boolean | null;
  /** After how many of their turns they had the first answer. */
  answeredAfter: number | null;
  transferred: boolean;
  /** In a row: silences and words not understood. */
  misses: number;
  turns: number;
  said: readonly Line[];
};

/** The state of a dialogue of which nothing is known yet. */
export function newDialogue(startedAt: Instant): DialogueState {
  return {
    place: 'start',
    medium: 'voice',
    locale: 'en',
    company: '',
    zone: 'UTC',
    startedAt,
    caller: 'unknown',
    assurance: 'none',
    verifiedAt: null,
    codes: 0,
    customer: null,
    people: [],
    canCallBack: false,
    threshold: 1,
    baseOrder: [],
    message: null,
    offered: [],
    offerTaken: null,
    order: [],
    passed: [],
    reason: null,
    personFor: null,
    last: null,
    pending: null,
    resolved: null,
    answeredAfter: null,
    transferred: false,
    misses: 0,
    turns: 0,
    said: [],
  };
}

const LEVELS: Record<Assurance, Level> = { none: 'open', number: 'public', verified: 'verified' };

/** The level of what may be said now: that of someone we know nothing of, where it is not one customer. */
export function levelOf({ caller, assurance }: DialogueState): Level {
  return caller === 'recognised' ? LEVELS[assurance] : 'open';
}

export function keysOf({ medium }: DialogueState): Keys {
  if (medium === 'chat') return 'shown';
  return medium === 'sms' ? 'reply' : 'press';
}

/** Whether words are spoken, so that silence means something. */
export function isCall({ medium }: DialogueState): boolean {
  return medium === 'voice' || medium === 'outbound';
}
