import type { Instant } from '../platform/index.ts';

export type Customer = {
  bucket: number;
  id: string;
  traits: Record<string, unknown>;
  /** IANA name, or null when the customer never told one. */
  timeZone: string | null;
  locale: string | null;
  firstSeen: Instant;
};

/**
 * A dated fact that may move. `version` counts the instants it has had, `since` is when it moved to this one, `knownAt`
 * when this one was last told, and `first` is where it stood when it was first told of.
 */
export type Milestone = {
  at: Instant;
  version: number;
  since: Instant;
  knownAt: Instant;
  first: { at: Instant; knownAt: Instant };
};

/** What events are about: a trip, an order, a bill. Newer events win field by field, in whatever order they arrive. */
export type Subject = {
  customerId: string;
  type: string;
  id: string;
  facts: Record<string, unknown>;
  factTimes: Record<string, Instant>;
  milestones: Record<string, Milestone>;
  /** When each kind of event was last seen on this subject. */
  lastEvents: Record<string, Instant>;
  version: number;
  openedAt: Instant;
  updatedAt: Instant;
};

/** What one event changed in a subject; kept so that every version can be shown. */
export type SubjectChange = {
  customerId: string;
  type: string;
  id: string;
  version: number;
  at: Instant;
  messageId: string;
  event: string;
  changes: { facts: Record<string, unknown>; milestones: Record<string, Instant> };
};

export type TimelineEntry =
  | { kind: 'traits'; at: Instant; traits: Record<string, unknown> }
  | { kind: 'event' | 'outreach'; at: Instant; name: string; properties: Record<string, unknown> }
  | {
      kind: 'contact';
      at: Instant;
      id: string;
      channel: string;
      reason: string | null;
      handleSeconds: number | null;
      resolved: boolean | null;
      offeredReason: string | null;
      offerTaken: boolean | null;
    };

/** Everything known of one customer, oldest first. */
export type Timeline = readonly TimelineEntry[];
