import type { Subject } from '../../customers/index.ts';
import type { Forecast } from '../../forecast/index.ts';
import type { Instant } from '../../platform/index.ts';

/** What a fact or trait holds; `any` where that was not learned or differs. */
export type Kind = 'number' | 'text' | 'flag' | 'any';

/** The names that a condition may use. Null: nothing is known of that sort yet, so any name goes, of any kind. */
export type Known = {
  /** The play's type of subject, for messages ("no fact `cabn` of trip"). */
  subject: string | null;
  traits: ReadonlyMap<string, Kind> | null;
  facts: ReadonlyMap<string, Kind> | null;
  milestones: ReadonlySet<string> | null;
  events: ReadonlySet<string> | null;
  reasons: ReadonlySet<string> | null;
};

/** What is wrong with the text of a condition and where; line and column count from 1, columns in characters. */
export type Fault = { message: string; line: number; column: number; mend?: string };

export type PastContact = { at: Instant; reason: string | null; channel: string; resolved: boolean | null };
export type PastOutreach = { playId: string; at: Instant; channel: string };

/** All that a condition may look at. Nothing in it may be of after `now`; lists come in any order. */
export type ConditionInput = {
  now: Instant;
  /** Without a zone `local` is not there. */
  customer: { traits: Readonly<Record<string, unknown>>; locale: string | null; timeZone: string | null };
  subject: Pick<Subject, 'type' | 'id' | 'facts' | 'milestones' | 'lastEvents'> | null;
  /** Before now; later ones are not heeded. May be left empty unless `usesContacts`. */
  contacts: readonly PastContact[];
  /** Until now. May be left empty unless `usesOutreach`. */
  outreach: readonly PastOutreach[];
  /** May be null unless `usesForecast`. */
  forecast: Pick<Forecast, 'contact24h' | 'contact7d' | 'reasons'> | null;
};

/** `why` is there when the condition could not be decided, and then `holds` is false. */
export type Answer = { holds: boolean; why?: string };

/** A condition that was parsed and type-checked. `holds` is pure, never throws and reads no clock. */
export type Condition = {
  text: string;
  usesForecast: boolean;
  usesContacts: boolean;
  usesOutreach: boolean;
  /** It looks at traits and the subject only: what it comes to changes with an event and never by time. */
  settledByFacts: boolean;
  holds(input: ConditionInput): Answer;
};

export type Checked = { ok: true; condition: Condition } | { ok: false; faults: Fault[] };
