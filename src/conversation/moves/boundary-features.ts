import { type Sparse, SparseBuilder } from './sparse.ts';
import { words } from './words.ts';

/** Number of hashed boundary features (a power of two). */
export const BOUNDARY_SIZE = 1 << 17;

/** A piece of a turn between white space, which begins at `from` and ends before `to`. */
export interface Token {
  readonly raw: string;
  readonly from: number;
  readonly to: number;
  /** What is left after normalisation, maybe nothing. */
  readonly word: string;
  /** The punctuation it ends with, maybe none. */
  readonly mark: string;
}

export function tokens(text: string): Token[] {
  return Array.from(text.matchAll(/\S+/g), ({ 0: raw, index }) => ({
    raw,
    from: index,
    to: index + raw.length,
    word: words(raw)
      .filter((word) => word !== '?')
      .join('_')
      .replace(/^\p{N}+$/u, '#'),
    mark: /[.!?…,;:)\]–—-]+["'”’]?$/u.exec(raw)?.[0].slice(0, 1) ?? '',
  }));
}

/** Features of the gap before token `at`: the words and punctuation around it and where it stands in the turn. */
export function boundaryFeatures(list: readonly Token[], at: number, punctuated: boolean): Sparse {
  const out = new SparseBuilder(BOUNDARY_SIZE);
  const word = (offset: number) => list[at + offset]?.word ?? (offset < 0 ? '^' : '$');
  const mark = list[at - 1]?.mark ?? '';
  const upper = /^\p{Lu}/u.test(list[at]?.raw ?? '') ? '^' : '';
  const style = punctuated ? `p${mark}${upper}` : 'n';
  const [a, b, c, d, e] = [word(-2), word(-1), word(0), word(1), word(2)];
  const around = [`b ${b}`, `c ${c}`, `ab ${a} ${b}`, `bc ${b} ${c}`, `cd ${c} ${d}`, `cde ${c} ${d} ${e}`];
  const wider = [`d ${d}`, `a ${a}`, `bcd ${b} ${c} ${d}`, `abc ${a} ${b} ${c}`];
  for (const name of [...around, ...wider]) out.add(name, 0.3);
  for (const name of around) out.add(`${style} ${name}`, 0.3);
  out.add(style, 1);
  for (const [side, length] of [
    ['from', at],
    ['left', list.length - at],
  ] as const) {
    const bucket = Math.round(2 * Math.log2(length));
    out.add(`${style} ${side} ${bucket}`, 0.5);
    out.add(`${side === 'from' ? `b ${b}` : `c ${c}`} ${side} ${Math.min(length, 3)}`, 0.3);
  }
  return out.build();
}

/** Written with sentence marks, as chats are, or run on, as phone transcripts are. */
export function isPunctuated(list: readonly Token[]): boolean {
  return list.some((token) => /[.!?…]/.test(token.mark)) || /^\p{Lu}/u.test(list[0]?.raw ?? '');
}
