import type { Sparse } from '../moves/index.ts';
import { CONCEPTS, GROUPS, type Grams } from './grams.ts';

/** The features that count: `keys` are their hashes in rising order, `rarity` their inverse document frequencies. */
export interface Vocabulary {
  readonly keys: Uint32Array;
  readonly rarity: Float32Array;
  readonly columns: ReadonlyMap<number, number>;
  /** Inverse document frequency of what no text has. */
  readonly unseen: number;
}

/** The features that are in at least `least` of the texts; of more than `most` those that are in the most texts. */
export function vocabularyOf(texts: readonly Grams[], least: number, most: number): Vocabulary {
  const found = new Map<number, number>();
  for (const groups of texts)
    for (const group of groups) for (const key of group.keys()) found.set(key, (found.get(key) ?? 0) + 1);
  const kept = [...found]
    .filter(([, times]) => times >= least)
    .sort(([a, often], [b, oftener]) => oftener - often || a - b)
    .slice(0, most)
    .sort(([a], [b]) => a - b);
  return openVocabulary(
    Uint32Array.from(kept, ([key]) => key),
    Float32Array.from(kept, ([, times]) => Math.log((texts.length + 1) / (times + 1)) + 1),
    Math.log(texts.length + 1) + 1,
  );
}

export function openVocabulary(keys: Uint32Array, rarity: Float32Array, unseen: number): Vocabulary {
  return { keys, rarity, unseen, columns: new Map(Array.from(keys, (key, column) => [key, column])) };
}

/** tf-idf with 1 + ln(tf), each group of length 1 times its weight, the whole of length 1; empty when nothing is known. */
export function vectorOf({ columns, rarity }: Vocabulary, groups: Grams): Sparse {
  const index: number[] = [];
  const value: number[] = [];
  for (const [g, group] of groups.entries()) {
    const from = value.length;
    let square = 0;
    for (const [key, times] of group) {
      const column = columns.get(key);
      if (column === undefined) continue;
      const v = (1 + Math.log(times)) * (rarity[column] as number);
      square += v * v;
      index.push(column);
      value.push(v);
    }
    const each = (GROUPS[g]?.weight ?? 0) / Math.sqrt(square || 1);
    for (let j = from; j < value.length; j++) value[j] = (value[j] as number) * each;
  }
  const length = Math.sqrt(value.reduce((sum, v) => sum + v * v, 0)) || 1;
  return { index: Int32Array.from(index), value: Float32Array.from(value, (v) => v / length) };
}

/** The share of a text's concepts, by their rarity, that no example has; 1 for a text without any. */
export function unseenShare({ columns, rarity, unseen }: Vocabulary, groups: Grams): number {
  let seen = 0;
  let all = 0;
  for (const key of groups[CONCEPTS]?.keys() ?? []) {
    const column = columns.get(key);
    all += column === undefined ? unseen : (rarity[column] as number);
    seen += column === undefined ? 0 : (rarity[column] as number);
  }
  return all === 0 ? 1 : 1 - seen / all;
}
