import type { Linear } from '../moves/index.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Something a customer said or wrote and the contact reason it was about. `weight` (1 when not given) multiplies it. */
export interface Example {
  readonly text: string;
  readonly reason: string;
  readonly weight?: number;
}

export interface WordingModel {
  /** In the order of the scorer's outputs. */
  readonly reasons: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly scorer: Linear;
  readonly calibration: Calibration;
}

export interface Calibration {
  /** Divides scores before softmax. */
  readonly temperature: number;
  /** The part of a probability that is shared out evenly: many with few examples, none with thousands. */
  readonly even: number;
  /** Log odds that a text is about any of the reasons: a constant, then a weight for each of the signs in `signs.ts`. */
  readonly known: readonly number[];
  /** Below these log odds a text is taken as unknown; 5 % of texts about a reason are. */
  readonly threshold: number;
}

export interface Reading {
  /** Every reason, best first; with `1 - known` the probabilities sum to 1. */
  readonly reasons: readonly { readonly reason: string; readonly probability: number }[];
  /** Probability that the text is about any of the reasons, if one text of ten is not. */
  readonly known: number;
  /** The best reason, or null when the text is taken as about none of them. */
  readonly reason: string | null;
}
