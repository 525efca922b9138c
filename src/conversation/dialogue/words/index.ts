import type { Locale } from '../../reasons/index.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Words } from './types.ts';

export type { Keys } from './types.ts';

const WORDS: Record<Locale, Words> = { en, es };

export function wordsIn(locale: Locale): Words {
  return WORDS[locale];
}
