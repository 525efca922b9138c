import { DAY } from '../../platform/index.ts';
import { maybeNameless, namesActor, saysInstant, typeByForm, typeByReference } from './form.ts';
import type { InstantForm, Role } from './rules.ts';
import type { Tally, ValueNotes } from './tally.ts';

/** What a property seems to be, before it is named beside the others. `why` is for people. */
export type Verdict = {
  role: Role;
  /** Of a subject; by what it was known: the form of its name, a name like a reference, or its values alone. */
  type?: string;
  by?: 'form' | 'reference' | 'values';
  /** An id that never came again: a subject only where it has a milestone. */
  once?: boolean;
  why: string | null;
};

/** Fewer distinct values than this prove nothing against, or for, a name. */
const PROOF = { against: 20, once: 50, for: 10 };
/** From this share on an instant of a property lies ahead often enough to be waited for. */
const AHEAD = 0.05;
const FEW_CODES = 12;

/** Decides the role of one property by its name and its tally; `span` is the time that all events cover, in ms. */
export function judge(path: string, tally: Tally, span: number): Verdict {
  const { kinds, sightings } = tally;
  const half = sightings / 2;
  if (!sightings) return { role: 'ignored', why: 'never holds a value' };
  if (kinds.list > half) return { role: 'ignored', why: 'holds lists' };
  if (kinds.object > half) return { role: 'ignored', why: 'is nested deeper than two levels' };
  if (tally.customersOwn > half) return { role: 'ignored', why: "is the customer's own id" };
  if (namesActor(path))
    return { role: 'ignored', why: 'names who acts or the message, not what it is about' };

  const ids = kinds.text + kinds.number + kinds['number text'] > half;
  const type = typeByForm(path);
  if (type !== null && ids) return judgeId(type, tally, span);
  if (instantForm(path, tally)) {
    return { role: tally.ahead >= AHEAD * tally.instants ? 'milestone' : 'date', why: null };
  }
  const reference = typeByReference(path);
  if (
    reference !== null &&
    ids &&
    !tally.decimals &&
    isOwn(tally.values.notes(), tally) &&
    comesAgain(tally) > 0.2
  )
    return { role: 'subject', type: reference, by: 'reference', why: null };
  if (isNameless(path, tally)) return { role: 'subject', by: 'values', why: null };
  return judgeFact(tally);
}

function judgeId(type: string, tally: Tally, span: number): Verdict {
  const many = tally.customers.distinct >= PROOF.against;
  if (many && meanCustomers(tally) >= 5 && meanLife(tally) > 0.4 * span && span > 7 * DAY)
    return { role: 'category', why: 'its values are shared by many customers all the time' };
  const once = tally.values.distinct >= PROOF.once && comesAgain(tally) < 0.02;
  return { role: 'subject', type, by: 'form', once, why: null };
}

/** How the instants of a property are written, or null when it holds none. */
export function instantForm(
  path: string,
  { kinds, forms, counts, values, sightings }: Tally,
): InstantForm | null {
  if (kinds.instant > sightings / 2) return mostOf(forms);
  const numbers = kinds.number + kinds['number text'];
  const form = mostOf(counts);
  const sure = saysInstant(path) || values.distinct >= PROOF.for;
  return sure && numbers > sightings / 2 && counts[form] >= 0.95 * numbers ? form : null;
}

function mostOf<K extends string>(counts: Record<K, number>): K {
  const [first] = (Object.entries(counts) as [K, number][]).sort(([, a], [, b]) => b - a);
  return (first as [K, number])[0];
}

/** Ids show in the values alone where many come under several names of event and each belongs to one customer. */
function isNameless(path: string, tally: Tally): boolean {
  const { sightings, idLike, customers, values } = tally;
  if (idLike < 0.95 * sightings || !maybeNameless(path)) return false;
  const notes = values.notes();
  if (!isOwn(notes, tally) || values.distinct < 1.1 * customers.distinct) return false;
  return shareOf(notes, (value) => value.severalEvents) >= 0.3;
}

function isOwn(notes: readonly ValueNotes[], { values, customers }: Tally): boolean {
  if (values.distinct < PROOF.for || customers.distinct < PROOF.for / 2) return false;
  return notes.reduce((sum, value) => sum + value.customers.length, 0) <= 1.2 * notes.length;
}

function comesAgain({ values }: Tally): number {
  return shareOf(values.notes(), (value) => value.severalEvents || value.last > value.first);
}

function shareOf(notes: readonly ValueNotes[], has: (value: ValueNotes) => boolean): number {
  return notes.filter(has).length / Math.max(1, notes.length);
}

/** Customers of a value, and how long it is in use (ms), as the average sighting meets it. */
function meanCustomers({ values }: Tally): number {
  return weighted(values.notes(), (value) => value.customers.length);
}

function meanLife({ values }: Tally): number {
  return weighted(values.notes(), (value) => value.last - value.first);
}

function weighted(notes: readonly ValueNotes[], measure: (value: ValueNotes) => number): number {
  const sightings = notes.reduce((sum, value) => sum + value.sightings, 0);
  return notes.reduce((sum, value) => sum + value.sightings * measure(value), 0) / Math.max(1, sightings);
}

function judgeFact(tally: Tally): Verdict {
  const { kinds, sightings, values, decimals } = tally;
  const half = sightings / 2;
  const written = kinds['number text'];
  if (kinds.number + written > half) {
    // A handful of whole numbers written as text are codes, as of priorities.
    if (written > kinds.number && !decimals && values.distinct <= FEW_CODES)
      return { role: 'category', why: null };
    return { role: 'number', why: null };
  }
  if (kinds.flag > half) return { role: 'flag', why: null };
  const many = values.distinct >= PROOF.once && comesAgain(tally) < 0.5;
  if (many && tally.idLike > half && comesAgain(tally) < 0.02)
    return { role: 'ignored', why: 'no value comes twice' };
  if (many && tally.spaced > half) return { role: 'text', why: 'free text' };
  if (many || values.distinct > 1000) return { role: 'text', why: 'too many values to tell apart' };
  return { role: 'category', why: null };
}
