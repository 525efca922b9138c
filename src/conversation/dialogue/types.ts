import type { Contact } from '../../ingest/index.ts';
import type { Instant } from '../../platform/index.ts';
import type { Answer, Locale } from '../reasons/index.ts';

/** Where a dialogue takes place: a call that came in, one that we placed, texts, or a chat on the company's pages. */
export type Medium = 'voice' | 'outbound' | 'sms' | 'chat';

/** Only `recognised` (one customer it can be) is told anything of anyone; `shared`: one of several. */
export type CallerKind = 'recognised' | 'unknown' | 'shared' | 'withheld';

/**
 * How sure it is who speaks. `number`: a number or address that is one customer's, which others may hold in their hand or
 * forge. `verified`: a one-time code, something only the customer knows, or a login.
 */
export type Assurance = 'none' | 'number' | 'verified';

/** What is known of a customer when a dialogue begins. Nothing in it is above the level of `Assurance` it was made for. */
export type Greeted = {
  customerId: string;
  firstName: string | null;
  /** P(reason | contact), most likely first; empty when nothing is forecast. */
  reasons: readonly { reason: string; probability: number }[];
  /** What a reason would be about, as part of a sentence: "your flight to Denver this evening". */
  about: Readonly<Record<string, string>>;
  /** The reason of the last outreach, where one went out of late. */
  reached: { reason: string; channel: string } | null;
};

export type Started = {
  kind: 'started';
  medium: Medium;
  caller: CallerKind;
  assurance: Assurance;
  locale: Locale;
  company: string;
  customer: Greeted | null;
  /** Who it can be, where a number is shared by people who know of each other; empty where asking would tell. */
  people: readonly { customerId: string; firstName: string }[];
  /** P(reason | contact) from which a reason is offered. */
  threshold: number;
  /** The order of the menu for a caller of whom nothing is known. */
  baseOrder: readonly string[];
  /** IANA time zone in which times are meant and told. */
  zone: string;
  /** A call back to the caller's own number can be offered. */
  canCallBack: boolean;
  /** What was said before we could greet: the text that opened the thread. */
  first: Said | null;
  /** What we call about, on a call that we placed. */
  message: { reason: string; text: string } | null;
  /** We lost what was said before: say so. */
  lost: boolean;
};

/** What came from the other side. `named`: the reasons that the words point to, best first. */
export type Said = { speech: string; digits: string; named: readonly string[] };

/** What the world answered to a `need`, or what came from the caller. */
export type Input =
  | Started
  | ({ kind: 'heard' } & Said)
  | { kind: 'silence' }
  | { kind: 'identified'; customer: Greeted | null }
  | { kind: 'answered'; reason: string; answer: Answer | null }
  /** `to`: where the code went, in words that tell no address; null: none could be sent. */
  | { kind: 'coded'; to: 'phone' | 'email' | null }
  | { kind: 'checked'; outcome: 'right' | 'wrong' | 'lapsed' | 'locked' }
  | { kind: 'followedUp'; what: string; done: boolean }
  /** Minutes that a person is away; null where that cannot be told. */
  | { kind: 'waitTold'; minutes: number | null }
  | { kind: 'calledBack'; at: Instant | null }
  | { kind: 'refused' }
  /** The agent's own number was dialled: did someone answer? */
  | { kind: 'dialled'; answered: boolean }
  /** `durationSeconds` null: not told, so counted from the start of the call. */
  | { kind: 'ended'; durationSeconds: number | null };

export type ContactUpdate = Partial<
  Pick<Contact, 'reason' | 'offeredReason' | 'offerTaken' | 'handleSeconds' | 'resolved'>
>;

/** What the engine has to be told before it can go on; each is answered by one input. */
export type Need =
  | { what: 'identify'; customerId: string }
  | { what: 'answer'; reason: string }
  | { what: 'code' }
  | { what: 'check'; said: string }
  | { what: 'followUp'; follow: string; reason: string; answer: string }
  | { what: 'wait'; reason: string | null }
  /** Who was called wants no more calls, or none that advertise. */
  | { what: 'refuse'; scope: 'all' | 'marketing'; said: string }
  /** `at` null: as soon as it is their turn. */
  | { what: 'callBack'; reason: string | null; at: Instant | null; context: Handover };

/** For the person who takes over, so that nothing has to be said twice. */
export type Handover = {
  /** A few sentences. */
  summary: string;
  reason: string | null;
  assurance: Assurance;
  /** What was said, oldest first. */
  said: readonly Line[];
};
export type Line = { by: 'us' | 'them'; text: string };

export type Choice = { key: string; label: string };

export type Action =
  | { do: 'say'; text: string }
  /**
   * Say, then wait for words or keys. `choices` are what can be chosen, for buttons; the prompt names the keys where the
   * medium has keys. `hints`: what the caller is likely to say. `digits`: how many keys make an answer.
   */
  | { do: 'ask'; prompt: string; choices: readonly Choice[]; hints: readonly string[]; digits: number }
  /** To a person: the agent's own number where there is one, unless nobody answered there. */
  | { do: 'transfer'; to: 'anyone' | 'queue'; reason: string | null; context: Handover }
  | { do: 'hangup' }
  | { do: 'contact'; update: ContactUpdate }
  | { do: 'need'; need: Need };

export type Place =
  | 'start'
  | 'who'
  | 'offer'
  | 'either'
  | 'menu'
  | 'resolved'
  | 'more'
  | 'verify'
  | 'wait'
  | 'callBack'
  | 'person'
  | 'closed';
