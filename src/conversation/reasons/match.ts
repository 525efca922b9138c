import type { ReasonBook } from './catalogue.ts';
import type { Locale } from './locale.ts';

/**
 * Which of the reasons a caller's words point to, best first; none when nothing of the book was named.
 * A phrase counts by its length in words, so that "lost my bag" is about the bag rather than about something lost, and a
 * shorter one within it doesn't count again, so that "cancel my flight" is not about the flight twice over;
 * of equals the one that comes first in `names` wins.
 */
export function matchReasons(
  speech: string,
  names: readonly string[],
  book: ReasonBook,
  locale: Locale,
): string[] {
  const spoken = ` ${plainWords(speech)} `;
  const scored = names.map((name) => ({ name, score: namedIn(spoken, book.of(name).keywords[locale]) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name);
}

/** Whether any of the phrases is said. */
export function isNamed(speech: string, phrases: readonly string[]): boolean {
  return namedIn(` ${plainWords(speech)} `, phrases) > 0;
}

function namedIn(spoken: string, keywords: readonly string[]): number {
  let total = 0;
  let rest = spoken;
  for (const phrase of plainOf(keywords)) {
    if (!phrase || !rest.includes(` ${phrase} `)) continue;
    total += phrase.split(' ').length;
    rest = rest.replaceAll(` ${phrase} `, ' | ');
  }
  return total;
}

/** Keywords in plain words, the longest first, read once: every turn is compared with those of all reasons. */
const plain = new WeakMap<readonly string[], readonly string[]>();

function plainOf(keywords: readonly string[]): readonly string[] {
  const known =
    plain.get(keywords) ?? keywords.map(plainWords).sort((a, b) => b.split(' ').length - a.split(' ').length);
  plain.set(keywords, known);
  return known;
}

/** Lower case, no accents, letters and digits only, and without the plural s, which recognisers and callers drop at will. */
function plainWords(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
    .join(' ');
}
