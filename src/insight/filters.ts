import type { Instant } from '../platform/index.ts';

/** From an instant on (null: from the beginning) up to one that is included. */
export type Period = { since: Instant | null; until: Instant };

/**
 * Where a contact stands. `reactive`: nothing was offered and nothing about it had reached the customer. `offered`:
 * the greeting offered its reason and was taken (reactively proactive). `missed`: an offer was made that was not taken,
 * or not what it was about. `anyway`: an outreach about it had reached the customer. Every contact stands in exactly one place.
 */
export const CONTACT_RUNGS = ['reactive', 'offered', 'missed', 'anyway'] as const;
export type ContactRung = (typeof CONTACT_RUNGS)[number];

export const OFFERS = ['made', 'right'] as const;
export const ARMS = ['treated', 'holdout'] as const;
export type Arm = (typeof ARMS)[number];
export const STATUSES = [
  'planned',
  'sending',
  'sent',
  'delivered',
  'suppressed',
  'expired',
  'cancelled',
  'failed',
  'unknown',
] as const;
export type OutreachStatus = (typeof STATUSES)[number];

/** How far outreach comes, in order: it was planned (`gate`: it has not passed it), the gate let it go, it was sent, it arrived. */
export const STAGES = ['gate', 'go', 'sent', 'delivered'] as const;
export type Stage = (typeof STAGES)[number];

/** Which contacts; `reason` null: those of which none is known. */
export type ContactFilter = Period & {
  reason?: string | null;
  ladder?: ContactRung;
  offer?: (typeof OFFERS)[number];
  channel?: string;
  customer?: string;
};

/**
 * Which outreach, by the moment of its decision (see store). `ladder` proactive: what was sent or delivered; `arm`
 * both: whatever counts in either arm; `window`: whether the time in which a contact counts was over at `until`;
 * `contacted`: in that time about it, about something else, or not about it. `why` is the status' reason and `cause` what of it stands
 * before its particulars. `stage`: how far it has come, and `passed`: at least so far. `only` withheld: what the gate
 * kept back or let expire, the holdout apart; dead: what failed, or of which nobody can tell for good.
 */
export type OutreachFilter = Period & {
  play?: string;
  /** Null opens nothing: every outreach has a reason. */
  reason?: string | null;
  status?: OutreachStatus;
  why?: string | null;
  cause?: string | null;
  stage?: Stage;
  passed?: Exclude<Stage, 'gate'>;
  only?: 'withheld' | 'dead';
  ladder?: 'proactive';
  arm?: Arm | 'both';
  window?: 'open' | 'closed';
  contacted?: 'about' | 'other' | 'no';
  customer?: string;
};

export type Opens =
  | { rows: 'contacts'; filter: ContactFilter }
  | { rows: 'outreach'; filter: OutreachFilter };

/** A number with the filter that opens the rows it was counted from. */
export type Figure = { value: number; opens: Opens };
