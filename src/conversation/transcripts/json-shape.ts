import type { z } from 'zod';
import type { Place } from './said.ts';
import type { Found } from './types.ts';

/** What a JSON value lacks, and where in it; `mend` says what to do about it. */
export function shapeFault(place: Place, error: z.ZodError, mend: string): Found {
  const [issue] = error.issues;
  const inner = (issue?.path ?? [])
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('');
  const path = `${place.path ?? ''}${inner}`.replace(/^\./, '');
  const line = place.line === undefined ? {} : { line: place.line };
  const cause = issue?.message ?? 'not of the form expected';
  return { ...line, ...(path === '' ? {} : { path }), cause, mend };
}
