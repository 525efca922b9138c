import type { Cut } from './bins.ts';
import { HABIT, type HabitModel, habitOf } from './habit.ts';
import { binnerFor, type ForestModel, openForest } from './trees/index.ts';
import type { Features } from './types.ts';

/**
 * A fitted model of P(class | features), as it is stored: what is usual or of habit, a forest that adds to it, and a
 * calibration of the sum: divided by `temperature`, then `shifts` of each class added.
 */
export type ClassifierModel = {
  classes: string[];
  habit: HabitModel | null;
  /** log P(class) to begin with, where there is no habit. */
  base: number[];
  cuts: Cut[];
  forest: ForestModel;
  temperature: number;
  shifts: number[];
};

/** How much a feature speaks for a class: nats of its odds above what is usual. Null: the feature is not known. */
export type Ground = { name: string; value: number | string | null; gain: number };

/** A model made ready to be asked. */
export type Classifier = {
  classes: readonly string[];
  /** The score of each class before softmax: its log odds up to a constant common to all. */
  scores(features: Features): Float64Array;
  /** P(class), in the order of `classes`, summing to 1. */
  predict(features: Features): Float64Array;
  /** What each feature adds to the score of each class; with `bias` these sum to the scores. */
  contributions(features: Features): { bias: Float64Array; by: Map<string, Float64Array> };
  /** What speaks for a class by more than `least` nats, strongest first. */
  grounds(features: Features, of: number, least: number): Ground[];
};

export function openClassifier(model: ClassifierModel): Classifier {
  const { classes, cuts, temperature } = model;
  const forest = openForest(model.forest);
  const bin = binnerFor(cuts);
  const habit = model.habit && habitOf(model.habit, classes);
  const shifts = Float64Array.from(model.shifts);
  const base = Float64Array.from(model.habit ? model.habit.usual.map(Math.log) : model.base);

  const scores = (features: Features): Float64Array => {
    const grown = forest.scores(bin(features));
    const start = habit?.(features) ?? base;
    return grown.map((score, k) => (score + (start[k] as number)) / temperature + (shifts[k] as number));
  };
  const contributions = (features: Features) => {
    const bias = forest.bias.map((b, k) => (b + (base[k] as number)) / temperature + (shifts[k] as number));
    const by = new Map<string, Float64Array>();
    const grown = forest.contributions(bin(features));
    const count = classes.length;
    for (const [i, { name }] of cuts.entries()) {
      const own = grown.subarray(i * count, (i + 1) * count);
      if (own.some((gain) => gain !== 0))
        by.set(
          name,
          own.map((gain) => gain / temperature),
        );
    }
    if (habit) addHabit(by, habit(features), base, classes, temperature);
    return { bias, by };
  };
  const grounds = (features: Features, of: number, least: number): Ground[] => {
    const { bias, by } = contributions(features);
    const usual = intoProbabilities(bias);
    const found: Ground[] = [];
    for (const [name, gains] of by) {
      let gain = gains[of] as number;
      for (let k = 0; k < gains.length; k++) gain -= (usual[k] as number) * (gains[k] as number);
      if (gain > least) found.push({ name, value: features[name] ?? null, gain });
    }
    return found.sort((a, b) => b.gain - a.gain);
  };
  return {
    classes,
    scores,
    predict: (features) => intoProbabilities(scores(features)),
    contributions,
    grounds,
  };
}

/** What the habit adds to each class over the usual, credited to the contacts about that class. */
function addHabit(
  by: Map<string, Float64Array>,
  scores: Float64Array,
  base: Float64Array,
  classes: readonly string[],
  temperature: number,
): void {
  for (const [k, reason] of classes.entries()) {
    const gain = ((scores[k] as number) - (base[k] as number)) / temperature;
    if (Math.abs(gain) < 1e-12) continue;
    const own = by.get(HABIT + reason) ?? new Float64Array(classes.length);
    own[k] = (own[k] as number) + gain;
    by.set(HABIT + reason, own);
  }
}

/** Scores into probabilities (softmax). */
export function intoProbabilities(scores: Float64Array): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > most) most = score;
  const odds = scores.map((score) => Math.exp(score - most));
  const sum = odds.reduce((a, b) => a + b, 0);
  return odds.map((odd) => odd / sum);
}
