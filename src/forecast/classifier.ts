import type { Cut } from './bins.ts';
import { type Credit, openPrior, type PriorModel } from './prior.ts';
import { binnerFor, type ForestModel, openForest } from './trees/index.ts';
import type { Features } from './types.ts';

/**
 * A fitted model of P(class | features), as it is stored: a prior, a forest that adds to it, and a calibration of the sum: divided by `temperature`, then `shifts` of each class added.
 */
export type ClassifierModel = {
  classes: string[];
  prior: PriorModel;
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
  const prior = openPrior(model.prior, classes);
  const shifts = Float64Array.from(model.shifts);

  const scores = (features: Features): Float64Array => {
    const grown = forest.scores(bin(features));
    const start = prior.scores(features);
    return grown.map((score, k) => (score + (start[k] as number)) / temperature + (shifts[k] as number));
  };
  const contributions = (features: Features) => {
    const bias = forest.bias.map(
      (b, k) => (b + (prior.usual[k] as number)) / temperature + (shifts[k] as number),
    );
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
    addPrior(by, prior.credits(features), count, temperature);
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

/** Adds what the prior says of each class beyond the usual. */
function addPrior(
  by: Map<string, Float64Array>,
  credits: readonly Credit[],
  classes: number,
  temperature: number,
): void {
  for (const { name, place, gain } of credits) {
    if (Math.abs(gain) < 1e-12) continue;
    const own = by.get(name) ?? new Float64Array(classes);
    own[place] = (own[place] as number) + gain / temperature;
    by.set(name, own);
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
