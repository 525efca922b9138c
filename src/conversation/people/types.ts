import type { Instant } from '../../platform/index.ts';
import type { Handover, Medium } from '../dialogue/types.ts';
import type { People } from '../door/types.ts';

export const OUTCOMES = ['resolved', 'not_resolved'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One who waits for a person or wants to be called back, from joining to what became of it. `id` is the dialogue's. */
export type Entry = {
  bucket: number;
  id: string;
  customerId: string | null;
  medium: Medium;
  number: string | null;
  reason: string | null;
  context: Handover;
  wantsCallBack: boolean;
  /** Not before; null: as soon as it is their turn. */
  callBackAt: Instant | null;
  joinedAt: Instant;
  takenAt: Instant | null;
  takenBy: string | null;
  doneAt: Instant | null;
  leftAt: Instant | null;
  outcome: Outcome | null;
};

/** The line of one reason. A call back is due when its time has come, or when it has none. */
export type Line = {
  reason: string | null;
  waiting: number;
  callBacksDue: number;
  callBacksLater: number;
  /** Since when the one who waits longest does, of those who could be taken now. */
  longestSince: Instant | null;
};

/** Someone who takes work. `serves`: the queue that they took from last; null: any. `inHand`: the reasons of what they have. */
export type Agent = { name: string; serves: string | null; inHand: readonly (string | null)[] };

/** How long contacts of a reason took; `mean` in seconds. */
export type Handled = { reason: string | null; count: number; mean: number };

/** `expectedWait` in minutes, for who would join now; null where nobody can tell. `agents`: how many take from it. */
export type Queue = Line & { expectedWait: number | null; agents: number };
export type Queues = { queues: Queue[]; agents: Agent[] };

/** People who help when the machine cannot, with what they work from. */
export type Desk = People & {
  queues(): Promise<Queues>;
  /** Who is to be called back and whom someone has in hand, up to `most` of each. */
  underWay(most: number): Promise<{ callBacks: Entry[]; inHand: Entry[] }>;
  /** Gives out the next of a reason, or of any: call backs whose time has come, then who waits longest. */
  take(reason: string | null, agent: string): Promise<Entry | null>;
  find(id: string): Promise<Entry | null>;
  /** These three throw ApiError 404 when there is none, 409 when it is not in anyone's hand. */
  read(id: string): Promise<Entry>;
  done(id: string, outcome: Outcome): Promise<Entry>;
  putBack(id: string): Promise<Entry>;
};
