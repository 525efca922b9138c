import { phrase } from './phrase.ts';
import type { Ground, Softmax } from './softmax.ts';
import type { Situation } from './types.ts';

const MOST = 4;
/** Below this gain, in nats, a ground makes no odds worth telling (5 %). */
const LEAST = 0.05;

/**
 * The strongest grounds for the likeliest reason, in words; where there is only one reason to choose from, those for
 * a contact within a day. Each is a feature that the model weighed; empty when nothing speaks for it.
 */
export function evidenceOf(situation: Situation, reason: Softmax, soon: Softmax): string[] {
  const { features } = situation;
  const probabilities = reason.predict(features);
  const grounds =
    reason.classes.length > 1
      ? reason.grounds(features, probabilities.indexOf(Math.max(...probabilities)))
      : soon.grounds(features, 0);
  return told(situation, grounds);
}

function told(situation: Situation, grounds: readonly Ground[]): string[] {
  const phrases = new Map<string, string>();
  for (const { name, gain } of grounds) {
    if (gain < LEAST || phrases.size === MOST) break;
    const found = phrase(name, situation);
    if (found && !phrases.has(found.about)) phrases.set(found.about, found.words);
  }
  return [...phrases.values()];
}
