import { z } from 'zod';
import { LOCALES, type Locale } from './locale.ts';

/** Who may hear something: anyone; who calls from the customer's number; a person who has been verified. */
export const LEVELS = ['open', 'public', 'verified'] as const;
export type Level = (typeof LEVELS)[number];

/** Pieces are joined without a gap, so that a long template stays readable in JSON. */
const text = z.union([z.string(), z.array(z.string()).transform((pieces) => pieces.join(''))]);
/** Text by language; a plain one is English. A language that is missing is spoken in English. */
const words = z
  .union([text.transform((en) => ({ en })), z.strictObject({ en: text, es: text.optional() })])
  .transform(
    (given): Record<Locale, string> => ({ en: given.en, es: ('es' in given && given.es) || given.en }),
  );
const phrases = z
  .union([
    z.array(z.string()).transform((en) => ({ en })),
    z.strictObject({ en: z.array(z.string()), es: z.array(z.string()).optional() }),
  ])
  .transform(
    (given): Record<Locale, string[]> => ({ en: given.en, es: ('es' in given && given.es) || given.en }),
  );

const followUp = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'use lower-case letters, digits and _'),
  /** What the customer has to be to ask for it. */
  level: z.enum(LEVELS).default('public'),
  /** As the customer would say it: "text me this". */
  label: words,
  keywords: phrases.default({ en: [], es: [] }),
  /** The event that is put on the customer's timeline, which plays can follow; null: a person does it. */
  event: z.string().min(1).max(200).nullable(),
  /** What is said when the event is written. */
  done: words.default({ en: 'That is done.', es: 'Hecho.' }),
});

/** What words are drawn from: a journey, a refund, the next subject of a type, or nothing of the customer's. */
const source = z.union([
  z.enum(['journey', 'refund', 'nothing']),
  z.strictObject({ subject: z.string().min(1).max(100) }),
]);
/** The only facts of the subject that a template gets to see. */
const facts = z.array(z.string()).default([]);

const about = z.strictObject({ level: z.enum(LEVELS).default('public'), of: source, facts, phrase: words });

const answer = z.strictObject({
  level: z.enum(LEVELS),
  about: source,
  facts,
  /** Liquid. */
  template: words,
  /** The company's own, asked first with a signed request; the template answers where it does not. */
  endpoint: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }),
      timeoutMs: z.number().int().min(100).max(8000).default(2500),
    })
    .nullable()
    .default(null),
  followUps: z.array(followUp).max(4).default([]),
});

/** A reason as a company writes it. Throws z.ZodError with the place of each fault. */
export const reasonSpec = z.strictObject({
  name: z.string().min(1).max(100),
  label: words,
  /** Follows "Hello Ashley,"; Liquid, which may name what it is `about`. */
  question: words,
  /** "your flight to Denver this evening": what a question names, where the level allows; Liquid. */
  about: about.nullable().default(null),
  keywords: phrases.default({ en: [], es: [] }),
  /** What customers say or write when it is this: from these and from notes of contacts it is learned how to hear it. */
  examples: z.array(z.string().min(1).max(500)).max(500).default([]),
  answer: answer.nullable().default(null),
});

/** Why customers contact. */
export type Reason = z.output<typeof reasonSpec>;
export type Source = z.output<typeof source>;
export type FollowUp = z.output<typeof followUp>;

export const everyLocale = <T>(make: (locale: Locale) => T): Record<Locale, T> =>
  Object.fromEntries(LOCALES.map((locale) => [locale, make(locale)])) as Record<Locale, T>;
