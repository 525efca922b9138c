import { type Cut, chooseBins, slotOf } from './bins.ts';
import { type Calibration, calibrateClasses } from './calibrate.ts';
import { intoProbabilities } from './classifier.ts';
import { drawnOdds } from './drawn.ts';
import { byTimeOf, holdBack } from './hold-back.ts';
import { accumulate, encode, fitSteps, following, scoreRow } from './logistic-fit.ts';
import type { Rows } from './rows.ts';
import type { Features } from './types.ts';

/**
 * Strength of the L2 penalty and length of the search: of values tried on the airline's and the broadband company's
 * histories these were best. Moments of one customer are much alike, so that they count for less than their number.
 */
const SETTINGS = {
  contacts: { penalty: 14, iterations: 40 },
  moments: { penalty: 300, iterations: 30 },
};
/** Rounds that the weights need to take in the rows held back. */
const LAST_FIT = 20;
const FEWEST_TO_CALIBRATE = 50;

/**
 * The baseline that a forest must beat to be worth having: a binned multinomial logistic regression of P(class |
 * features), calibrated on rows held back by weights that have not seen them; then the weights see these rows too.
 */
export function fitLogistic(
  rows: Rows,
  classes: number,
  kind: keyof typeof SETTINGS,
): (features: Features) => Float64Array {
  const settings = SETTINGS[kind];
  const bins = chooseBins(rows);
  const data = encode(rows, bins);
  const follows = following(bins);
  const odds = drawnOdds(rows, classes);
  const byTime = byTimeOf(rows);
  const { learnt, held } = holdBack(byTime);
  const first = fitSteps(data, bins, classes, learnt, settings);
  const unseen = withOdds(accumulate(first, follows, classes), odds);
  const scored = Array.from(held, (row) => ({
    scores: scoreRow(unseen, bins.slots, data, row, new Float64Array(classes)),
    label: rows.labels[row] as number,
    weight: rows.weights[row] as number,
  }));
  const { temperature, shifts }: Calibration =
    scored.length < FEWEST_TO_CALIBRATE
      ? { temperature: 1, shifts: new Float64Array(classes) }
      : calibrateClasses(scored);
  const steps = fitSteps(data, bins, classes, byTime, { ...settings, iterations: LAST_FIT, from: first });
  const weights = withOdds(accumulate(steps, follows, classes), odds);
  const { cuts, first: firstSlot, slots } = bins;

  return (features) => {
    const scores = weights.slice(slots * classes);
    for (let i = 0; i < cuts.length; i++) {
      const cut = cuts[i] as Cut;
      const value = features[cut.name];
      if (value === undefined) continue;
      const base = slotOf(cut, firstSlot[i] as number, value) * classes;
      for (let k = 0; k < classes; k++) scores[k] = (scores[k] as number) + (weights[base + k] as number);
    }
    return intoProbabilities(scores.map((score, k) => score / temperature + (shifts[k] as number)));
  };
}

function withOdds(weights: Float64Array, odds: Float64Array): Float64Array {
  const biases = weights.length - odds.length;
  for (const [k, odd] of odds.entries()) weights[biases + k] = (weights[biases + k] as number) + odd;
  return weights;
}
