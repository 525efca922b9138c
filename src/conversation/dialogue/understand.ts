import { type Locale, matchReasons, type ReasonBook } from '../reasons/index.ts';
import type { Said } from './types.ts';

/** What an utterance or a key means, before it is known what was asked. */
export type Meaning = {
  digit: string | null;
  person: boolean;
  repeat: boolean;
  yes: boolean;
  no: boolean;
  bye: boolean;
  /** "Yes, but …": what follows counts. */
  but: boolean;
  /** The language that was asked for. */
  language: Locale | null;
  /** Reasons named, best first. */
  reasons: string[];
};

type Patterns = Record<'person' | 'repeat' | 'bye' | 'yes' | 'no' | 'but', RegExp> & {
  numbers: readonly string[];
};

const ENGLISH: Patterns = {
  person:
    /\b(agents?|persons?|people|humans?|representatives?|reps?|operators?|advis[eo]rs?|receptionist|supervisor|manager|someone|somebody|customer service|real person|something else|talk to you guys)\b/,
  repeat: /\b(repeat|say (that|it) again|come again|pardon|what was that|once more|didn't (hear|catch))\b/,
  bye: /\b(goodbye|good bye|bye|that's all(?! right)|that is all(?! right)|that's it|that is it|never ?mind|nothing|i'm good|i am good|all set|hang up)\b/,
  yes: /^(well |oh |um |uh |hi |hello )*(yes|yeah|yep|yup|yah?|aye|sure|ok|okay|correct|right|exactly|absolutely|definitely|certainly|of course|please(?! don't)|that's (right|correct|it|fine)|that is (right|correct)|that would be|uh huh|mm hmm|i do|i would|i am|it is|it does|that does|go ahead|affirmative|indeed|why not|sounds good)\b/,
  no: /^(well |oh |um |uh |hi |hello )*(no(?! (one|idea|problem|doubt))|nope|nah|not|never|negative|neither|wrong|incorrect|i don't|i do not|i'm not|i am not|that's (not|wrong)|that is (not|wrong)|it's not|it isn't|it doesn't|it does not|please don't)\b/,
  but: /\b(but|actually|instead|rather)\b/,
  numbers: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
};

const SPANISH: Patterns = {
  person:
    /(?<!\p{L})(agentes?|personas?|humanos?|representantes?|operador(a|es)?|asesor(a|es)?|supervisor(a)?|gerente|alguien|atención al cliente|otra cosa|otro asunto)(?!\p{L})/u,
  repeat: /(?<!\p{L})(repita|repítal[oa]|repetir|otra vez|cómo dice|no (le )?(oí|escuché|he oído))(?!\p{L})/u,
  bye: /(?<!\p{L})(adiós|adios|chao|hasta luego|eso es todo|nada más|nada mas|nada|déjelo|dejelo|colgar)(?!\p{L})/u,
  yes: /^(pues |bueno |ah |eh |hola )*(sí|si|claro|vale|de acuerdo|correcto|exacto|exactamente|por supuesto|así es|eso es(?! todo)|adelante|okey|ok|por favor|desde luego)(?!\p{L})/u,
  no: /^(pues |bueno |ah |eh |hola )*(no|nunca|ningun[oa]|negativo|incorrecto|tampoco|ni uno)(?!\p{L})/u,
  but: /(?<!\p{L})(pero|en realidad|mejor)(?!\p{L})/u,
  numbers: ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'],
};

const PATTERNS: Record<Locale, Patterns> = { en: ENGLISH, es: SPANISH };

/** "No thank you" names no reason, whatever a model makes of it. */
const BARE = 3;

/** Longest stretch of speech that is looked at; no caller's sentence comes near. */
const LONGEST = 500;

/**
 * Reads an utterance and a key against the reasons that exist. The key wins where both came; the reasons that a model of
 * the company's own callers heard (`named`) come before those that are found by keyword.
 */
export function understand(
  { speech, digits, named }: Said,
  names: readonly string[],
  book: ReasonBook,
  locale: Locale,
): Meaning {
  const words = spokenWords(speech);
  const patterns = PATTERNS[locale];
  const digit = /^[0-9*#]/.exec(digits.trim())?.[0] ?? spokenDigit(words, patterns);
  const no = patterns.no.test(words);
  const read = {
    digit,
    // Whoever needs a person may say so in either language.
    person: Object.values(PATTERNS).some(({ person }) => person.test(words)),
    repeat: patterns.repeat.test(words),
    no,
    yes: !no && patterns.yes.test(words),
    bye: patterns.bye.test(words),
    but: patterns.but.test(words),
    language: languageAsked(words),
  };
  const isBare =
    (read.yes || no || read.bye || read.repeat || read.person) && words.split(' ').length <= BARE;
  const heard = isBare ? [] : named;
  return { ...read, reasons: [...new Set([...heard, ...matchReasons(words, names, book, locale)])] };
}

/** Fewer digits are no try at a code. */
export const SHORTEST_CODE = 4;

/** The digits of a code, keyed in or said one by one; empty when there are none. */
export function digitsOf({ speech, digits }: Said, locale: Locale): string {
  const keyed = digits.replace(/\D/g, '');
  if (keyed) return keyed;
  const { numbers } = PATTERNS[locale];
  return spokenWords(speech)
    .split(/[\s-]+/)
    .map((word) => {
      if (/^[0-9]+$/.test(word)) return word;
      if (word === 'oh' || word === 'o') return '0';
      const index = numbers.indexOf(word);
      return index < 0 ? '' : String(index);
    })
    .join('');
}

/** An utterance as it is kept and compared: one line, lower case, no punctuation, cut to a sane length. */
export function spokenWords(speech: string): string {
  return speech
    .slice(0, LONGEST)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();
}

function spokenDigit(words: string, { numbers }: Patterns): string | null {
  const word = words.replace(
    /^(press |option |number |choice |choose |the |oprima |opción |número |el |la )+/,
    '',
  );
  const index = numbers.indexOf(word);
  if (index >= 0) return String(index);
  return /^[0-9]$/.test(word) ? word : null;
}

function languageAsked(words: string): Locale | null {
  if (/(?<!\p{L})(español|espanol|castellano|spanish)(?!\p{L})/u.test(words)) return 'es';
  return /\b(english|inglés|ingles)\b/u.test(words) ? 'en' : null;
}
