import type { Grams } from './grams.ts';
import { unseenShare, type Vocabulary } from './vocabulary.ts';

/** How many scores at the top make the level: the lower, the fewer. */
const SOFTNESS = 0.5;

/**
 * What tells a text about one of the reasons from any other: how high the scores rise, by how much the first leads the
 * second, and the share of what is said that no example has. `scores` has at least one.
 */
export function signs(scores: readonly number[], vocabulary: Vocabulary, text: Grams): number[] {
  let first = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (const score of scores) {
    if (score > first) [first, second] = [score, first];
    else if (score > second) second = score;
  }
  const level = scores.reduce((sum, score) => sum + Math.exp((score - first) / SOFTNESS), 0);
  const lead = scores.length > 1 ? first - second : 0;
  return [first + SOFTNESS * Math.log(level), lead, unseenShare(vocabulary, text)];
}
