import { expect, test } from 'vitest';
import { localeOf } from '../reasons/index.ts';
import { languageOf } from './language.ts';

test.each([
  [null, 'en-US'],
  ['en-GB', 'en-GB'],
  ['en_au', 'en-AU'],
  ['es-MX', 'es-MX'],
  ['es', 'es-US'],
  ['es_AR', 'es-US'],
  ['nonsense', 'en-US'],
])('locale %s speaks %s', (tag, language) => {
  expect(languageOf(tag, localeOf(tag))).toBe(language);
});
