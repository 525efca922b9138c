import type { Vocabulary } from './model.ts';
import { createTrie } from './trie.ts';

/** Control pieces that no text may spell. */
const RESERVED = 6;
const UNKNOWN = 0;

export type Tokenise = (text: string) => number[];

/**
 * Text to tokens, by the most probable sequence of pieces (Kudo 2018, arXiv 1804.10959), over code points after NFKC.
 * Gives the very tokens of TensorFlow's tokeniser for this model, oddities and all: an unknown symbol scores 0, more than
 * any piece; of equals the later wins; a position that no sequence reaches counts as 0.
 */
export function createTokeniser({ pieces, scores }: Vocabulary): Tokenise {
  const trie = createTrie(pieces, RESERVED);
  const lengths = pieces.map((piece) => piece.length);
  return (text) => {
    const normal = text.toLowerCase().normalize('NFKC');
    if (normal === '') return [];
    const symbols = trie.symbols(`▁${normal.replaceAll(' ', '▁')}`);
    const best = new Float64Array(symbols.length + 1);
    const chosen = new Int32Array(symbols.length + 1);
    const offer = (token: number, score: number, end: number) => {
      if (best[end] !== 0 && score < (best[end] ?? 0)) return;
      best[end] = score;
      chosen[end] = token;
    };
    for (let start = 0; start < symbols.length; start++) {
      const before = best[start] ?? 0;
      let found = false;
      let node = 0;
      for (let at = start; at < symbols.length; at++) {
        node = trie.step(node, symbols[at] ?? 0);
        if (node === 0) break;
        const token = trie.token(node);
        if (token === UNKNOWN) continue;
        found = true;
        offer(token, before + (scores[token] ?? 0), at + 1);
      }
      if (!found) offer(UNKNOWN, before, start + 1);
    }
    return traced(chosen, lengths);
  };
}

/** The tokens that lead to the end; unknown symbols side by side are one token. */
function traced(chosen: Int32Array, lengths: readonly number[]): number[] {
  const tokens: number[] = [];
  for (let at = chosen.length - 1; at > 0; ) {
    const token = chosen[at] ?? UNKNOWN;
    if (token !== UNKNOWN || tokens.at(-1) !== UNKNOWN) tokens.push(token);
    at -= lengths[token] ?? 1;
  }
  return tokens.reverse();
}
