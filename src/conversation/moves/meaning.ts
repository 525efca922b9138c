import {
  agreementBlock,
  type Encoder,
  joined,
  meanBlock,
  plain,
  sentenceBlock,
  WIDTH,
} from '../encoder/index.ts';
import type { Sparse } from './sparse.ts';

/** Number of features of the view by meaning; unlike those of words they are not hashed. */
export const MEANING_SIZE = 6 * WIDTH;

/**
 * What each stretch of a turn means: the stretch itself, what the customer said last (`heard`, '' for nothing), the
 * stretches before and after it in the turn, and in what it agrees with what was heard.
 */
export function meaningFeatures(texts: readonly string[], heard: string, encoder: Encoder): Sparse[] {
  const [last, ...own] = encoder.encode([heard, ...texts].map(plain));
  const said = heard.trim() === '' ? undefined : last;
  return own.map((encoding, i) =>
    joined([
      sentenceBlock(encoding),
      meanBlock(encoding),
      sentenceBlock(said),
      sentenceBlock(own[i - 1]),
      sentenceBlock(own[i + 1]),
      agreementBlock(encoding, said),
    ]),
  );
}
