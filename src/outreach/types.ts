import type { Instant } from '../platform/index.ts';

export type OutreachStatus =
  | 'planned'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'suppressed'
  | 'expired'
  | 'cancelled'
  | 'failed'
  | 'unknown';

/** What the message said, so that it can be corrected when it stops being true. */
export type Told = { anchorAt: Instant; cancelled: boolean };

/** One play for one customer about one occurrence in a subject. */
export type Outreach = {
  bucket: number;
  id: string;
  playId: string;
  playVersion: number;
  customerId: string;
  subjectType: string;
  subjectId: string;
  occurrence: string;
  /** A correction follows a first message whose fact has changed; the holdout never gets one. */
  kind: 'first' | 'correction';
  reason: string;
  /** The play's when it was planned: 1 trivial … 9 urgent. */
  priority: number;
  status: OutreachStatus;
  statusReason: string | null;
  /** The milestone that it hangs on, where that stood when planned, and how far from it: kept, not only the instant. */
  anchor: string;
  anchorAt: Instant;
  offsetMs: number;
  dueAt: Instant;
  expiresAt: Instant;
  nextAttemptAt: Instant | null;
  attempts: number;
  channel: string | null;
  /** Why this channel, in words. */
  channelWhy: string | null;
  /** Channels that failed, or reported no delivery in time, in order: the message has moved on from them. */
  tried: string[];
  address: string | null;
  message: { subject: string; text: string } | null;
  told: Told | null;
  providerId: string | null;
  createdAt: Instant;
  updatedAt: Instant;
  sentAt: Instant | null;
  /** When the gate first let it go, or kept it back for the holdout: from then on the arms are compared. */
  gatedAt: Instant | null;
};
