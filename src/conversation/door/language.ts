import type { Locale } from '../reasons/index.ts';

/** Accents that recognisers and voices know, the first of a language for those it does not (twilio.com/docs/voice/twiml/say/text-speech). */
const VOICES = {
  en: ['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IE', 'en-IN', 'en-NZ', 'en-ZA'],
  es: ['es-US', 'es-MX', 'es-ES'],
} as const satisfies Record<Locale, readonly string[]>;

/** The accent to speak `locale` with to a customer of this tag. */
export function languageOf(tag: string | null, locale: Locale): string {
  const wanted = (tag ?? '').replace('_', '-').toLowerCase();
  return VOICES[locale].find((voice) => voice.toLowerCase() === wanted) ?? VOICES[locale][0];
}
