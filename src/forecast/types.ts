import type { Timeline } from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';

/** What is expected of one customer at one instant. Probabilities are in [0, 1]. */
export type Forecast = {
  at: Instant;
  /** P(contact within 24 hours) and within 7 days; the second is never below the first. */
  contact24h: number;
  contact7d: number;
  /** P(reason | contact), most likely first, summing to 1. */
  reasons: { reason: string; probability: number }[];
  /** The strongest grounds in words, strongest first; only what the model used. */
  evidence: string[];
};

/** A fitted model. Scoring is pure: only what lies before `at` on the timeline counts. */
export type Forecaster = {
  id: string;
  trainedUntil: Instant;
  reasons: readonly string[];
  forecast(timeline: Timeline, at: Instant): Forecast;
};
