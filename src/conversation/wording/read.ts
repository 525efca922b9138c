import { scores, softmax } from '../moves/index.ts';
import { grams } from './grams.ts';
import { logistic, oddsOf } from './logistic.ts';
import { signs } from './signs.ts';
import type { Reading, WordingModel } from './types.ts';
import { vectorOf } from './vocabulary.ts';

/** What a text is about. Never throws; a text of which the model knows nothing is unknown with certainty. */
export function readWording(model: WordingModel, text: string): Reading {
  const { reasons, vocabulary, scorer, calibration } = model;
  const said = grams(text);
  const vector = vectorOf(vocabulary, said);
  if (vector.index.length === 0 || reasons.length === 0)
    return { reasons: reasons.map((reason) => ({ reason, probability: 0 })), known: 0, reason: null };
  const own = scores(scorer, vector);
  const odds = oddsOf(calibration.known, signs(own, vocabulary, said));
  const known = logistic(odds);
  const even = calibration.even / reasons.length;
  const ranked = softmax(own, calibration.temperature)
    .map((p, k) => ({
      reason: reasons[k] as string,
      probability: known * ((1 - calibration.even) * p + even),
    }))
    .sort((a, b) => b.probability - a.probability);
  return {
    reasons: ranked,
    known,
    reason: odds < calibration.threshold ? null : (ranked[0]?.reason ?? null),
  };
}
