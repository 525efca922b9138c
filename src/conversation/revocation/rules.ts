import { GUARDS, type Guard } from './guards.ts';
import { pattern } from './pattern.ts';

/** What counts when it is found in a clause, unless what stands before it or after it says otherwise. */
export type Rule = { when: RegExp; guard: Guard | null; unlessAfter: RegExp | null };

const rule =
  (guard: Guard | null) =>
  (text: string, unlessAfter: string | null = null): Rule => ({
    when: pattern(text),
    guard,
    unlessAfter: unlessAfter === null ? null : new RegExp(`^${pattern(unlessAfter).source}`),
  });

/** An order: "stop texting me", not "don't stop texting me". */
export const order = rule(GUARDS.negated);
/** An order by a word that is a noun as well: not "the last stop". */
export const halt = rule(GUARDS.noun);
/** An order not to: "don't text me", not "you don't text me". */
export const forbid = rule(GUARDS.told);
/** Whatever stands before it. */
export const always = rule(null);
