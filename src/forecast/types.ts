import type { Timeline, Vocabulary } from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';
import type { ReasonScores } from './by-reason.ts';
import type { Courses } from './course.ts';
import type { Coverage } from './coverage.ts';
import type { ClassScores, ReliabilityGroup, YesScores } from './metrics.ts';
import type { Pulse } from './pulse.ts';

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

/**
 * A fitted model. Scoring is pure: only what lies before `at` on the timeline counts, and in the company's pulse, without
 * which the forecast is that of a company of which nothing is known lately.
 */
export type Forecaster = {
  id: string;
  trainedUntil: Instant;
  reasons: readonly string[];
  forecast(timeline: Timeline, at: Instant, pulse?: Pulse): Forecast;
  /** The same at many instants, which must ascend, in one pass over the timeline; each is asked for when its turn comes. */
  forecastEach(timeline: Timeline, instants: Iterable<Instant>, pulse?: Pulse): Iterable<Forecast>;
};

/**
 * What is known of the company as a whole: how its events are read (by their form where there is no vocabulary), and
 * what usually follows what on its subjects. A model keeps what it was trained with.
 */
export type Company = {
  vocabulary?: Vocabulary | undefined;
  /** Since when contacts are on record: of no customer is a contact known before. */
  contactsSince: Instant;
  courses: Courses;
};

/**
 * All that is known of a customer before an instant, as named features. A name is `scope/measure/what`, such as
 * `next trip/until/departure`; a number is in hours or a count, a text is a category. What is not known is not there.
 */
export type Situation = {
  at: Instant;
  /** The customer's IANA zone, or null when none is known; hour and weekday are then of UTC. */
  zone: string | null;
  features: Features;
};
export type Features = Record<string, number | string>;

export type TrainingReport = {
  trainedUntil: Instant;
  contacts: number;
  customers: number;
  /** Drawn moments of customers' lives, from which P(contact within …) is learned. */
  moments: number;
  reasons: { reason: string; contacts: number }[];
  features: { reason: number; contact: number };
  /** Rounds of trees that were worth growing. */
  rounds: { reason: number; contact: number };
  /** Above 1: the weights alone were too sure of themselves. */
  temperature: { reason: number; contact: number };
  warnings: string[];
};

/** One measure of the model beside the same of a logistic regression on the same features, and of the two rules. */
export type Beside<T> = { model: T; logistic: T; baseRate: T; lastReason: T };

export type Evaluation = {
  trainedUntil: Instant;
  testedUntil: Instant;
  trainedOn: { contacts: number; moments: number };
  testedOn: { contacts: number; moments: number };
  reason: Beside<ClassScores>;
  /** `lastReason` here: the rate among customers whose last contact is as long ago. Null when less than a week was there to learn from or to test on. */
  contact24h: Beside<YesScores> | null;
  contact7d: Beside<YesScores> | null;
  /** What was said and what came, in groups of equal weight: of the likeliest reason, and of a contact. */
  reliability: { reason: ReliabilityGroup[]; contact24h: ReliabilityGroup[]; contact7d: ReliabilityGroup[] };
  coverage: Coverage[];
  byReason: ReasonScores[];
  /** Reasons that first came up after training; each counts as a miss. */
  unseenReasons: string[];
};
