import type { Classifier } from './classifier.ts';
import { phrase } from './phrase.ts';

import type { Situation } from './types.ts';

const MOST = 4;
/** Grounds weaker than this, in nats (22 % better odds), or than this share of the strongest are not worth telling. */
const LEAST = 0.2;
const LEAST_SHARE = 0.2;

/**
 * The strongest grounds for the likeliest reason, in words; where there is only one reason to choose from, those for
 * a contact within a day. Each is a feature that the model weighed; empty when nothing speaks for it.
 */
export function evidenceOf(
  situation: Situation,
  reason: Classifier,
  probabilities: Float64Array,
  soon: Classifier,
): string[] {
  const { features } = situation;
  const grounds =
    reason.classes.length > 1
      ? reason.grounds(features, probabilities.indexOf(Math.max(...probabilities)), LEAST)
      : soon.grounds(features, 0, LEAST);
  const phrases = new Map<string, string>();
  let strongest = 0;
  for (const { name, gain } of grounds) {
    if (phrases.size === MOST || gain < strongest * LEAST_SHARE) break;
    const found = phrase(name, situation);
    if (!found || phrases.has(found.about)) continue;
    phrases.set(found.about, found.words);
    strongest ||= gain;
  }
  return [...phrases.values()];
}
