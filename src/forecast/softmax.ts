import { type Cut, layOut, slotOf } from './bins.ts';
import type { Features } from './types.ts';

/**
 * A fitted multinomial logistic regression, as it is stored. `weights[slot * classes + class]`, then the biases;
 * `means[feature * classes + class]` is the average weight over the training rows, against which evidence is told.
 */
export type SoftmaxModel = {
  classes: string[];
  cuts: Cut[];
  weights: number[];
  means: number[];
  temperature: number;
};

/** How much a feature speaks for a class: nats of its odds above what is usual. Null: the feature is not known. */
export type Ground = { name: string; value: number | string | null; gain: number };

/** A model made ready to be asked. */
export type Softmax = {
  classes: readonly string[];
  /** P(class), in the order of `classes`, summing to 1. */
  predict(features: Features): Float64Array;
  /** What speaks for a class by more than `least` nats, strongest first. */
  grounds(features: Features, of: number, least: number): Ground[];
};

export function openSoftmax(model: SoftmaxModel): Softmax {
  const { cuts, first, slots } = layOut(model.cuts);
  const classes = model.classes.length;
  const weights = Float64Array.from(model.weights);

  const predict = (features: Features): Float64Array => {
    const scores = weights.slice(slots * classes);
    for (let i = 0; i < cuts.length; i++) {
      const cut = cuts[i] as Cut;
      const value = features[cut.name];
      if (value === undefined) continue;
      const base = slotOf(cut, first[i] as number, value) * classes;
      for (let k = 0; k < classes; k++) scores[k] = (scores[k] as number) + (weights[base + k] as number);
    }
    return intoProbabilities(scores.map((score) => score / model.temperature));
  };

  const usual = usualOf(model, weights.slice(slots * classes));
  const grounds = (features: Features, of: number, least: number): Ground[] => {
    const found: Ground[] = [];
    for (let i = 0; i < cuts.length; i++) {
      const cut = cuts[i] as Cut;
      const value = features[cut.name];
      const base = value === undefined ? -1 : slotOf(cut, first[i] as number, value) * classes;
      let gain = 0;
      for (let k = 0; k < classes; k++) {
        const weight =
          (base < 0 ? 0 : (weights[base + k] as number)) - (model.means[i * classes + k] as number);
        gain += weight * ((k === of ? 1 : 0) - (usual[k] as number));
      }
      if (gain > least) found.push({ name: cut.name, value: value ?? null, gain });
    }
    return found.sort((a, b) => b.gain - a.gain);
  };
  return { classes: model.classes, predict, grounds };
}

/** P(class) where every feature speaks as it does on average. */
function usualOf(model: SoftmaxModel, scores: Float64Array): Float64Array {
  for (const [i, mean] of model.means.entries())
    scores[i % scores.length] = (scores[i % scores.length] as number) + mean;
  return intoProbabilities(scores);
}

/** Scores into probabilities, in place (softmax). */
export function intoProbabilities(scores: Float64Array): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp((scores[k] as number) - most);
    sum += scores[k] as number;
  }
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] as number) / sum;
  return scores;
}
