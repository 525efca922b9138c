import {
  charGrams,
  contents,
  type LabelledTurn,
  type Sparse,
  SparseBuilder,
  wordGrams,
  words,
} from '../moves/index.ts';

/** Number of hashed customer features (a power of two). */
export const CUSTOMER_SIZE = 1 << 15;

const MEMORY = 12;

export function customerFeatures(text: string, before: readonly LabelledTurn[]): Sparse {
  const list = words(text);
  const recent = before.slice(-MEMORY);
  const earlier = recent.filter((turn) => turn.speaker === 'customer');
  const answered = recent.at(-1);
  const out = new SparseBuilder(CUSTOMER_SIZE);
  out.group(wordGrams('w', list), 1);
  out.group(charGrams('c', list), 0.7);

  const own = contents(list);
  const said = new Set(earlier.flatMap((turn) => contents(words(turn.text))));
  const again = own.filter((word) => said.has(word)).length;
  out.add(`again ${Math.round((4 * again) / (own.length || 1))} ${Math.min(own.length, 5)}`, 0.3);
  out.add(`turn ${Math.min(before.length, 3)}`, 0.2);
  out.add(`length ${Math.round(Math.log2(1 + list.length))}`, 0.2);
  if (answered?.speaker === 'agent')
    for (const { move } of answered.stretches.slice(-2)) out.add(`answers ${move}`, 0.2);
  if (/[!?]{2}|\b[A-Z]{4,}\b/.test(text)) out.add('loud', 0.3);
  return out.build();
}
