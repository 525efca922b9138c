import type { Instant } from '../../platform/index.ts';
import type { Action, Handover, Medium } from '../dialogue/index.ts';
import type { Locale } from '../reasons/index.ts';

/** Who is there, as far as the medium can tell. */
export type Presence = {
  /** E.164 or any spelling a provider sends; empty when withheld. */
  from: string;
  /** Twilio's `StirVerstat`, or the like; empty when there is none. */
  verstat: string;
  /** A customer who has logged in, as the company vouches for. */
  loggedInAs: string | null;
};

/** What came from the caller at a step: words, keys, neither (silence), or how the dialled agent's call ended. */
export type Heard = { speech: string; digits: string; dialled: boolean | null };

/** What to do next in the medium. The same step is answered the same way however often it is asked about. */
export type Reply = {
  id: string;
  step: number;
  locale: Locale;
  /** BCP 47 tag of the voice to speak with. */
  language: string;
  /** Without `need` and `contact`: those are done. */
  actions: readonly Extract<Action, { do: 'say' | 'ask' | 'transfer' | 'hangup' }>[];
};

/** What a dialogue begins with beside who is there. */
export type Opening = {
  /** The words that opened it, where the other side spoke first. */
  first?: Heard;
  /** Of a call that we placed: whom it is for, and what about. */
  message?: { customerId: string; reason: string; text: string };
  /** The language asked for, where the medium tells. */
  locale?: string;
};

/** The one way in for every medium. */
export type Door = {
  begin(id: string, medium: Medium, presence: Presence, opening?: Opening): Promise<Reply>;
  /** `step`: the one that is answered, one more than the last reply's. A dialogue that was lost begins anew. */
  turn(id: string, step: number, heard: Heard, medium: Medium, presence: Presence): Promise<Reply>;
  /** The last reply, or null when there is no such dialogue. */
  read(id: string): Promise<Standing | null>;
  /** `seconds`: how long it took, where the provider says so. */
  end(id: string, seconds: number | null): Promise<void>;
};

/** Where a dialogue stands. */
export type Standing = {
  reply: Reply;
  customerId: string | null;
  said: Handover['said'];
  /** An answer was given, or, on a call that we placed, what it was for was told. */
  told: boolean;
  /** Nothing more can be said: we took leave, or they did. */
  ended: boolean;
};

/** People who help when the machine cannot. */
export type People = {
  /** Minutes until a person is free for the reason, or null where nobody can tell. */
  expectedWait(reason: string | null): Promise<number | null>;
  /** Puts a dialogue into the queue of its reason, once however often it is told. */
  join(entry: Joining): Promise<void>;
  /** Left before anyone was free. */
  leave(id: string): Promise<void>;
};
export type Joining = {
  /** The dialogue's. */
  id: string;
  medium: Medium;
  customerId: string | null;
  /** To call back; null for a person who waits. */
  number: string | null;
  /** For a call back: not before; null: as soon as it is their turn. */
  callBackAt: Instant | null;
  wantsCallBack: boolean;
  reason: string | null;
  context: Handover;
};
