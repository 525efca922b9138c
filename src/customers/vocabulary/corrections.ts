import { readFileSync } from 'node:fs';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { storable, UNSTORABLE } from '../../platform/index.ts';

/** A file of corrections that can't be used; the message says where, what and how to mend it. */
export class VocabularyError extends Error {
  override name = 'VocabularyError';
}

const ROLES = ['subject', 'milestone', 'date', 'number', 'category', 'flag', 'text', 'ignored'] as const;
const FORMS = ['zoned', 'local', 'day', 'seconds', 'milliseconds'] as const;
const word = (what: string) =>
  z
    .string(`${what} must be a text`)
    .trim()
    .min(1, `${what} can't be empty`)
    .max(100)
    .refine(storable, UNSTORABLE);

const property = z
  .strictObject({
    role: z.enum(ROLES, `write one of ${ROLES.join(', ')}`),
    type: word('type').optional(),
    name: word('name').optional(),
    form: z.enum(FORMS, `write one of ${FORMS.join(', ')}`).optional(),
  })
  .superRefine(({ role, type, name, form }, context) => {
    const isInstant = role === 'milestone' || role === 'date';
    if (type !== undefined && role !== 'subject')
      context.addIssue({
        code: 'custom',
        path: ['type'],
        message: 'only a subject has a type; leave it out',
      });
    if ((name !== undefined || form !== undefined) && !isInstant)
      context.addIssue({
        code: 'custom',
        path: [name === undefined ? 'form' : 'name'],
        message: 'only a milestone or a date has it; leave it out',
      });
  });

const file = z.strictObject({
  reasons: z.record(word('a reason'), word('the name of a reason')).optional(),
  properties: z.record(z.string().refine(storable, UNSTORABLE), property).optional(),
  zone: z
    .string('write an IANA time zone such as America/New_York')
    .refine((zone) => IANAZone.isValidZone(zone), 'is no IANA time zone; write it like America/New_York')
    .optional(),
});

/** What a person said of their own data: it wins over whatever was inferred. */
export type Corrections = z.infer<typeof file>;

/** Reads a file of corrections. Throws VocabularyError naming the file and each fault with its place. */
export function readCorrections(path: string): Corrections {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) throw new VocabularyError(`${path}: is not JSON: ${error.message}`);
    throw error;
  }
  const parsed = file.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const where = issue.path.join('.');
    return where ? `${where}: ${issue.message}` : issue.message;
  });
  throw new VocabularyError(
    `${path}: ${faults.join('; ')} (docs/operate.md, "What the data mean", has an example)`,
  );
}

export type Correction = NonNullable<Corrections['properties']>[string];

/** The correction of one property; a name like "constructor" has one only where it was written. */
export function correctionOf(corrections: Corrections | undefined, path: string): Correction | undefined {
  const properties = corrections?.properties ?? {};
  return Object.hasOwn(properties, path) ? properties[path] : undefined;
}
