import type { Instant } from '../../platform/index.ts';
import type { Scorecard } from '../scorecard/index.ts';

/** Of whom and what a scorecard is. `at` is when the talk began; `team` is the agent's then. */
export type About = {
  customerId: string | null;
  agent: string | null;
  team: string | null;
  reason: string | null;
  channel: string;
  at: Instant;
};

export type KeptCard = About & { conversationId: string; card: Scorecard };

/** A row of a list: the scores without their evidence. */
export type CardRow = About & {
  conversationId: string;
  overall: number;
  direction: number;
  control: number;
};

/** `since` included, `until` not. Null reason or agent: those without one. */
export type CardFilter = {
  agent?: string | null;
  team?: string | null;
  reason?: string | null;
  since?: Instant;
  until?: Instant;
  /** Overall scores from `least` up to below `below`. */
  least?: number;
  below?: number;
};
