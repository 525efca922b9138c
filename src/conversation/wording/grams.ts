import { hash, words } from '../moves/index.ts';
import { concepts } from './concepts.ts';

/** Characters that are read of a text; what a customer wants is said before that. */
const LONGEST = 2_000;
const FILLERS = new Set('um uh er erm hmm mm eh este pues bueno please thanks por favor gracias'.split(' '));
const EMPTY = new Set(
  `a an the is are was were be been i my me to of in on at it its do does did have has had for and that this with you
  your can could would will so am im ive el la los las un una unos unas de del al y o que en mi mis me se lo le es esta
  he ha con su sus yo`.split(/\s+/),
);
const ENDING = /(?:ing|ed|es|s|e)$/;

/** The groups of features; each is brought to length 1 and then weighed by this. */
export const GROUPS = [
  { name: 'words', weight: 0.7 },
  { name: 'word pairs', weight: 0.5 },
  { name: 'characters', weight: 1 },
  { name: 'concepts', weight: 1 },
  { name: 'concepts anywhere', weight: 1 },
  { name: 'concept pairs', weight: 0.7 },
] as const;
export const CONCEPTS = 3;

/** Counts of hashed features (32 bits), a map for each of GROUPS. */
export type Grams = readonly ReadonlyMap<number, number>[];

export function grams(text: string): Grams {
  const list = tokens(text);
  const all = concepts(list, stem);
  const telling = concepts(
    list.filter((word) => !EMPTY.has(word)),
    stem,
  );
  return [
    list,
    neighbours(list),
    list.flatMap(charGrams),
    telling,
    together([...new Set(telling)]),
    neighbours(all),
  ].map((names, group) => counts(names, group));
}

/** Words as speech and writing have them in common: no case, punctuation, accents or hesitation; every number is "#". */
export function tokens(text: string): string[] {
  const plain = text
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '');
  return words(plain)
    .filter((word) => word !== '?' && !FILLERS.has(word))
    .map((word) => (/^\p{N}+$/u.test(word) ? '#' : word));
}

function stem(word: string): string {
  return word.length > 3 ? word.replace(ENDING, '') : word;
}

/** Each with the next; the ends count as words. */
function neighbours(list: readonly string[]): string[] {
  return [...list, '$'].map((word, i) => `${list[i - 1] ?? '^'} ${word}`);
}

/** Each with each of the four after it, in either order: "money missing" is "missing money". */
function together(list: readonly string[]): string[] {
  return list.flatMap((word, i) =>
    list.slice(i + 1, i + 6).map((other) => (word < other ? `${word} ${other}` : `${other} ${word}`)),
  );
}

/** 2 to 5 characters in a word, its ends counting as spaces: catches inflection, spelling and scripts without spaces. */
function charGrams(word: string): string[] {
  const padded = ` ${word} `;
  const found: string[] = [];
  for (let n = 2; n <= 5; n++)
    for (let i = 0; i + n <= padded.length; i++) found.push(padded.slice(i, i + n));
  return found;
}

function counts(names: readonly string[], group: number): Map<number, number> {
  const found = new Map<number, number>();
  for (const name of names) {
    const key = hash(`${group}${name}`);
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}
