import type { Instant, Tx } from '../platform/index.ts';

/** A customer's traits, said or corrected (Segment `identify`). */
export type Identify = {
  kind: 'identify';
  messageId: string;
  customerId: string;
  at: Instant;
  traits: Record<string, unknown>;
};

/** Something that happened to a customer (Segment `track`); kind `outreach` is what we ourselves sent. */
export type Track = {
  kind: 'track' | 'outreach';
  messageId: string;
  customerId: string;
  at: Instant;
  name: string;
  properties: Record<string, unknown>;
};

/** An inbound interaction. `reason` is null until it is known; `offeredReason` is what the greeting offered. */
export type Contact = {
  kind: 'contact';
  contactId: string;
  customerId: string;
  channel: string;
  reason: string | null;
  at: Instant;
  handleSeconds: number | null;
  resolved: boolean | null;
  offeredReason: string | null;
  offerTaken: boolean | null;
  /** What was said or written down of it. */
  note?: string | null;
};

export type Purpose = 'service' | 'marketing';

/** Evidence that a customer allowed or stopped messages on a channel ("any" for all) for a purpose. */
export type Consent = {
  kind: 'consent';
  customerId: string;
  channel: string;
  purpose: Purpose;
  status: 'granted' | 'revoked';
  source: string;
  wording: string | null;
  at: Instant;
};

/** Two ids are one customer: what is known under the previous ones belongs to `customerId` (Segment `alias`). */
export type Alias = {
  kind: 'alias';
  messageId: string;
  customerId: string;
  previousIds: string[];
  at: Instant;
};

export type Message = Identify | Track | Contact | Consent;

/** What may be sent in. */
export type Incoming = Message | Alias;

/**
 * What else must change in the transaction that appends: facts, milestones, planned outreach. `fresh` holds the
 * messages that were not known before, all of one bucket, in the order received.
 */
export type Projection = (tx: Tx, bucket: number, fresh: readonly Message[], now: Instant) => Promise<void>;
