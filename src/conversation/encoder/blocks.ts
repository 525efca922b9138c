import { WIDTH } from './shape.ts';
import type { Encoding } from './types.ts';

/** Encodings weigh like the words of a stretch when they are so long. */
const LENGTH = 3;
/** As long as that on the average, too. */
const AGREEMENT = 45;

/** Features side by side, for a linear model: a block that is not there takes its place, but says nothing. */
export interface Block {
  readonly width: number;
  readonly values: Float32Array | undefined;
}

/** The text as phone and chat have it in common: no case, no punctuation but `?` and apostrophes. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/[^\p{L}\p{N}?']+/gu, ' ')
    .trim();
}

export function sentenceBlock(encoding: Encoding | undefined): Block {
  return { width: WIDTH, values: encoding?.sentence.map((value) => LENGTH * value) };
}

/** The mean of the tokens, itself of mean 0 and of one length for long and short texts alike. */
export function meanBlock({ mean }: Encoding): Block {
  const middle = mean.reduce((sum, value) => sum + value, 0) / mean.length;
  const length = Math.sqrt(mean.reduce((sum, value) => sum + (value - middle) ** 2, 0)) || 1;
  return { width: WIDTH, values: mean.map((value) => (LENGTH * (value - middle)) / length) };
}

/** In what two texts agree: the product of their encodings, number by number. */
export function agreementBlock(one: Encoding, other: Encoding | undefined): Block {
  return {
    width: WIDTH,
    values: other && one.sentence.map((value, i) => AGREEMENT * value * (other.sentence[i] ?? 0)),
  };
}

/** How alike two texts are: 1 the same, about 0 nothing in common. */
export function likeness(one: Encoding, other: Encoding): number {
  return one.sentence.reduce((sum, value, i) => sum + value * (other.sentence[i] ?? 0), 0);
}

/** The blocks as one sparse vector. */
export function joined(blocks: readonly Block[]): { index: Int32Array; value: Float32Array } {
  const value = new Float32Array(blocks.reduce((sum, { width, values }) => sum + (values ? width : 0), 0));
  let at = 0;
  for (const { values } of blocks) {
    if (!values) continue;
    value.set(values, at);
    at += values.length;
  }
  return { index: indexOf(blocks), value };
}

const indexes = new Map<string, Int32Array>();

/** Shared by all vectors that have the same blocks. */
function indexOf(blocks: readonly Block[]): Int32Array {
  const key = blocks.map(({ width, values }) => `${values ? '+' : '-'}${width}`).join('');
  const known = indexes.get(key);
  if (known) return known;
  let from = 0;
  const index = blocks.flatMap(({ width, values }) => {
    const first = from;
    from += width;
    return values ? Array.from({ length: width }, (_, i) => first + i) : [];
  });
  const made = Int32Array.from(index);
  indexes.set(key, made);
  return made;
}
