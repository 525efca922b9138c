import { z } from 'zod';

/** How an instant is written: with its zone, without one, as a day alone, or as a count since 1970. */
export type InstantForm = 'zoned' | 'local' | 'day' | 'seconds' | 'milliseconds';

/**
 * What one property means. `milestone` and `date` are both instants of a subject: the first still lay ahead when it was
 * told, the second never did. `text` is free text and `ignored` says nothing: both are shown, neither is forecast from.
 */
const rule = z.discriminatedUnion('role', [
  z.object({ role: z.literal('subject'), type: z.string() }),
  z.object({
    role: z.enum(['milestone', 'date']),
    name: z.string(),
    form: z.enum(['zoned', 'local', 'day', 'seconds', 'milliseconds']),
  }),
  z.object({ role: z.literal('number'), written: z.enum(['number', 'text']) }),
  z.object({ role: z.enum(['category', 'flag', 'text', 'ignored']) }),
]);
export type Rule = z.infer<typeof rule>;
export type Role = Rule['role'];

/**
 * How a company's events are read: the IANA zone of times that name none, and a rule for each property, whose name is a
 * path (`order.id`). A property without a rule is read by its form. Plain JSON, so that a model can keep what it learned from.
 */
export const vocabularySchema = z.object({
  zone: z.string(),
  properties: z.array(z.tuple([z.string(), rule])),
});
export type Vocabulary = z.infer<typeof vocabularySchema>;

const opened = new WeakMap<Vocabulary, { rules: Map<string, Rule>; parents: Set<string> }>();

/** The rules by path, and the paths that have others below them. Opened once for each vocabulary. */
export function rulesOf(vocabulary: Vocabulary): { rules: Map<string, Rule>; parents: Set<string> } {
  const known = opened.get(vocabulary);
  if (known) return known;
  const rules = new Map(vocabulary.properties);
  const parents = new Set<string>();
  for (const path of rules.keys()) {
    for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1))
      parents.add(path.slice(0, dot));
  }
  opened.set(vocabulary, { rules, parents });
  return { rules, parents };
}

/** Whether a forecast may learn from such a fact; free text and what says nothing only take up its room. */
export function tellsForecast({ role }: Rule): boolean {
  return role !== 'text' && role !== 'ignored';
}
