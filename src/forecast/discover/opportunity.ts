import type { Instant } from '../../platform/index.ts';
import type { SendAt } from './send.ts';
import type { Condition } from './types.ts';

/** A pair of situation and reason that could be anticipated. Counts are over all history; shares in [0, 1]. */
export type Opportunity = {
  id: string;
  reason: string;
  trigger: {
    /** `overdue`: what usually follows has not happened by when it usually has. */
    kind: 'event' | 'milestone' | 'moved' | 'overdue';
    name: string;
    subject: string | null;
    without: string | null;
    direction: 'later' | 'earlier' | null;
    window: { fromHours: number; toHours: number };
  };
  where: { feature: string; op: Condition['op']; value: number | string | null; words: string }[];
  /** Contacts covered, by how many customers, and their share of all contacts of the reason. */
  contacts: number;
  customers: number;
  coverage: number;
  /** How often the trigger came about with its whole window on record, and the share of these that a contact followed. */
  occurrences: number;
  precision: number;
  /** The same for an average customer in as much time, and how many times that the precision is. */
  baseRate: number;
  lift: number;
  /** Contacts against those expected had they come to any of the customers, in the time kept apart. */
  heldOut: { contacts: number; expected: number; since: Instant };
  leadTimeHours: { p10: number; p50: number; p90: number };
  /** Contacts by lead time, in steps of equal share of the window. */
  leadTimes: { fromHours: number; toHours: number; contacts: number }[];
  channels: Record<string, number>;
  /** Handling of the covered contacts a month (30 days): minutes, and money at the cost of a minute. Null: no handle times are known. */
  handlingMinutesMonthly: number | null;
  handlingCostMonthly: number | null;
  monthlyValue: number | null;
  currency: string;
  sendAt: SendAt;
  qValue: number;
  explanation: string;
  alsoSeenAs: string[];
};

export type Money = { costPerMinute: number; currency: string };
