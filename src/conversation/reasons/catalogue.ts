import { z } from 'zod';
import entries from './catalogue.json' with { type: 'json' };

const answerSpec = z.object({
  /** `public` may be said to whoever calls from the customer's number; `verified` is for a person who checks first. */
  level: z.enum(['public', 'verified']),
  /** What the answer is about, which decides the subject it is drawn from. */
  about: z.enum(['journey', 'refund']),
  /** The only facts of the subject that the template gets to see. */
  facts: z.array(z.string()),
  /** A Liquid template, in pieces that are joined without a gap. */
  template: z.array(z.string()).transform((pieces) => pieces.join('')),
});
const reasonSpec = z.object({
  name: z.string(),
  label: z.string(),
  question: z.string(),
  keywords: z.array(z.string()),
  answer: answerSpec.nullable(),
});

export type AnswerSpec = z.infer<typeof answerSpec>;

/** Why customers contact: `question` follows "Hello Ashley,"; `label` follows "For". */
export type Reason = z.infer<typeof reasonSpec>;

/** The reasons that have wording of their own, in the order of a company that has no history yet. */
export const catalogue: readonly Reason[] = z.array(reasonSpec).parse(entries);

const byName = new Map(catalogue.map((reason) => [reason.name, reason]));

/** Contacts of no particular reason: nothing to offer, and no choice of a menu. */
export const NO_PARTICULAR_REASON = 'other';

/** The wording of a reason; one that the catalogue lacks is worded from its name (`contract_renewal`). */
export function reasonOf(name: string): Reason {
  const known = byName.get(name);
  if (known) return known;
  const label = humanised(name);
  return { name, label, question: `are you calling about your ${label}?`, keywords: [label], answer: null };
}

function humanised(name: string): string {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
  return words || 'question';
}
