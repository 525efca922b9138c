import type { StretchContext } from './context.ts';
import { echoFeatures, phraseFeatures } from './echo-features.ts';
import { charGrams, wordGrams } from './ngrams.ts';
import { skeletonGrams } from './skeleton.ts';
import { type Sparse, SparseBuilder } from './sparse.ts';
import { MOVES, type Stretch } from './types.ts';
import { words } from './words.ts';

/** Number of hashed stretch features (a power of two). */
export const STRETCH_SIZE = 1 << 16;

/** What a linear model that goes by words looks at. */
export interface View {
  readonly wordGrams: boolean;
  /** Weight of the character n-grams, 0 for none. */
  readonly charGrams: number;
  /** Where in a name's hash its index begins: names that one view can't tell apart, another can. */
  readonly hashFrom: 0 | 16;
  /** The sentence's frame, how the customer's words are said back, and whether the customer asked. */
  readonly frame: boolean;
}

const PLAIN: View = { wordGrams: true, charGrams: 0.7, hashFrom: 0, frame: false };

export const WORD_VIEWS: readonly View[] = [
  PLAIN,
  { wordGrams: true, charGrams: 0.7, hashFrom: 16, frame: true },
];

/** The view that the search for stretches goes by. */
export const SPAN_VIEW = PLAIN;

/** The features of a span and of the stretch before it, for the search for stretches. */
export function spanFeatures(text: string, context: StretchContext, previous: Stretch | null): Sparse {
  const a = stretchFeatures(text, context, previous === null, SPAN_VIEW);
  const b = previousFeatures(previous?.probabilities ?? null);
  return {
    index: Int32Array.from([...a.index, ...b.index]),
    value: Float32Array.from([...a.value, ...b.value]),
  };
}

/** The features of one stretch: its words and characters, what it echoes of the customer, and whether it opens the turn. */
export function stretchFeatures(text: string, context: StretchContext, opens: boolean, view: View): Sparse {
  const list = words(text);
  const out = new SparseBuilder(STRETCH_SIZE, view.hashFrom);
  if (view.wordGrams) out.group(wordGrams('w', list), 1);
  if (view.charGrams > 0) out.group(charGrams('c', list), view.charGrams);
  for (const name of echoFeatures(list, context)) out.add(name, 0.3);
  const place = opens ? 'opens' : 'later';
  for (const name of placeFeatures(list, context, place)) out.add(name, 0.2);
  if (view.frame) {
    out.group(skeletonGrams(list), 0.8);
    for (const name of phraseFeatures(list, context)) out.add(name, 0.3);
    for (const name of askedFeatures(list, context, place)) out.add(name, 0.2);
  }
  return out.build();
}

/** Features of the stretch before, kept apart so that a search over stretches adds them to scores already computed. */
export function previousFeatures(previous: Stretch['probabilities'] | null): Sparse {
  const out = new SparseBuilder(STRETCH_SIZE);
  if (previous) for (const move of MOVES) out.add(`prev ${move}`, 0.3 * previous[move]);
  else out.add('prev none', 0.3);
  return out.build();
}

function* placeFeatures(list: readonly string[], context: StretchContext, place: string): Generator<string> {
  const length = sizeOf(list);
  yield `length ${length}`;
  yield `${place} length ${length}`;
  yield `${place} turn ${Math.min(context.agentTurns, 2)}`;
  yield `first ${list[0] ?? ''} ${place}`;
  if (context.heard.length === 0) return;
  yield `asked ${context.asked} ${place}`;
  yield `asked ${context.asked} first ${list[0] ?? ''}`;
}

function* askedFeatures(list: readonly string[], context: StretchContext, place: string): Generator<string> {
  if (context.heard.length === 0) return;
  const length = sizeOf(list);
  yield `asking ${context.asking} ${place}`;
  yield `asking ${context.asking} length ${length}`;
  yield `asking ${context.asking} first ${list[0] ?? ''}`;
  yield `heard ${Math.round(Math.log2(context.heard.length))} length ${length}`;
}

function sizeOf(list: readonly string[]): number {
  return Math.round(2 * Math.log2(1 + list.length));
}
