import { z } from 'zod';
import entries from './catalogue.json' with { type: 'json' };
import { everyLocale, type Reason, reasonSpec } from './spec.ts';

/** The reasons that have wording of their own where a company has written none, in the order of one without history. */
export const catalogue: readonly Reason[] = z.array(reasonSpec).parse(entries);

/** Contacts of no particular reason: nothing to offer, and no choice of a menu. */
export const NO_PARTICULAR_REASON = 'other';

/** How a company words and answers its reasons. */
export type ReasonBook = {
  /** The wording of a reason; one that nobody has worded (`contract_renewal`) is worded from its name. */
  of(name: string): Reason;
  /** Those that are worded. */
  names: readonly string[];
};

/** A company's own reasons over those of the catalogue, which they replace by name. */
export function reasonBook(own: readonly Reason[] = []): ReasonBook {
  const byName = new Map([...catalogue, ...own].map((reason) => [reason.name, reason]));
  return { of: (name) => byName.get(name) ?? unworded(name), names: [...byName.keys()] };
}

function unworded(name: string): Reason {
  const label = humanised(name);
  const spanish = { en: label, es: label };
  return {
    name,
    label: spanish,
    question: { en: `are you calling about your ${label}?`, es: `¿llama por ${label}?` },
    about: null,
    keywords: everyLocale(() => [label]),
    examples: [],
    answer: null,
  };
}

function humanised(name: string): string {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
  return words || 'question';
}
