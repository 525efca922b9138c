import type { z } from 'zod';
import type { Fault } from '../../../outreach/index.ts';
import { ApiError } from '../../../platform/index.ts';
import type { Kind, Values } from './values.ts';

/** What is wrong at a place of a condition. */
export type Place = Fault;
/** What is wrong, by the name of the field that it stands at; '' for the play as a whole. */
export type Faults = { fields: Record<string, string[]>; places: Place[] };

export const NO_FAULTS: Faults = { fields: {}, places: [] };

/** The faults of a definition that was read from fields, each at its field. */
export function faultsOfPlay(error: z.ZodError, values: Values): Faults {
  const fields: Faults['fields'] = {};
  for (const issue of error.issues) {
    const name = fieldOf(issue.path.map(String), values['trigger.kind'] as Kind);
    fields[name] = [...(fields[name] ?? []), wordsOf(issue, name, values)];
  }
  return { fields, places: [] };
}

/** The places at which a condition is wrong, as `checkPlay` tells them; anything else is thrown on. */
export function placesOf(error: unknown): Place[] {
  if (error instanceof ApiError && error.body.where === 'where') return error.body.details as Place[];
  throw error;
}

export function countFaults({ fields, places }: Faults): number {
  return places.length + Object.values(fields).reduce((sum, words) => sum + words.length, 0);
}

/** The field at which a part of a definition is written. */
function fieldOf(path: string[], kind: Kind): string {
  const [first = '', ...rest] = path;
  if (first === 'trigger') return rest.length ? [kind, ...rest].join('.') : 'trigger.kind';
  if (first === 'fallback') return 'fallback.after';
  if (first === 'moment') return 'moment.within';
  if (first === 'pace' && !rest.length) return 'pace.most';
  if (first === 'variants' && rest.length <= 1) return rest.length ? `variants.${rest[0]}.locale` : '';
  if (first === 'variants' && rest.length === 2 && /message|correction/.test(rest[1] ?? ''))
    return [first, ...rest, 'happened'].join('.');
  if ((first === 'message' || first === 'correction') && !rest.length) return `${first}.happened`;
  if (first === 'channels') return 'channels.0';
  return path.join('.');
}

function wordsOf(issue: z.core.$ZodIssue, name: string, values: Values): string {
  if (issue.code === 'unrecognized_keys') return `${issue.keys.join(', ')}: there is no such field in a play`;
  const empty = (values[name] ?? '').trim() === '';
  if (
    empty &&
    (issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union')
  )
    return 'is needed';
  if (issue.code === 'invalid_type' && /number|int/.test(issue.expected)) return 'write a number';
  if (name === 'holdout') return 'write a share from 0 to 90 percent';
  if (issue.code === 'too_small' && name.startsWith('channels')) return 'choose a channel';
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const least = issue.code === 'too_small';
    const bound = least ? issue.minimum : issue.maximum;
    const of = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : '';
    return `${issue.inclusive ? (least ? 'at least' : 'at most') : least ? 'more than' : 'less than'} ${bound}${of}`;
  }
  return issue.message;
}
