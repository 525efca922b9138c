import type { Encoder } from '../encoder/index.ts';
import type { StretchContext } from './context.ts';
import { MEANING_SIZE, meaningFeatures } from './meaning.ts';
import type { Sparse } from './sparse.ts';
import { STRETCH_SIZE, stretchFeatures, WORD_VIEWS } from './stretch-features.ts';

/** How many features each linear model of a stretch has: those that go by words, and last the one that goes by meaning. */
export const VIEW_SIZES: readonly number[] = [...WORD_VIEWS.map(() => STRETCH_SIZE), MEANING_SIZE];

/** Each stretch of a turn as each model sees it. Models that look at different things err at different places: together they err less. */
export function stretchViews(
  texts: readonly string[],
  context: StretchContext,
  encoder: Encoder,
): Sparse[][] {
  const meanings = meaningFeatures(texts, context.said, encoder);
  return texts.map((text, i) => [
    ...WORD_VIEWS.map((view) => stretchFeatures(text, context, i === 0 && !context.previous, view)),
    ...meanings.slice(i, i + 1),
  ]);
}
