/** The languages that the front door speaks. */
export const LOCALES = ['en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];

/** The language to speak with who has a locale (`es-MX`, `es_US`), or `fallback` where it is none of ours. */
export function localeOf(tag: string | null, fallback: Locale = 'en'): Locale {
  const language = (tag ?? '').toLowerCase().split(/[-_]/)[0];
  return LOCALES.find((locale) => locale === language) ?? fallback;
}
