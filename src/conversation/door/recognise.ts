import type { Attestation } from '../../config/index.ts';
import { type Customer, findByIdentity, loadCustomers, toE164 } from '../../customers/index.ts';
import { bucketOf, type Db } from '../../platform/index.ts';
import type { Assurance, CallerKind, Medium } from '../dialogue/index.ts';
import { greetingName, readCaller } from './caller.ts';
import type { Presence } from './types.ts';

export type Caller = {
  kind: CallerKind;
  assurance: Assurance;
  /** To call back, and to text. */
  number: string | null;
  customer: Customer | null;
  /** Those who share the number and know of each other. */
  people: { customerId: string; firstName: string }[];
};

const NOBODY = { assurance: 'none', customer: null, people: [] } as const;

/** Who is there, as far as a login, or a number that is vouched for as `needed`, can tell. */
export async function recognise(
  db: Db,
  medium: Medium,
  { from, verstat, loggedInAs }: Presence,
  needed: Attestation,
): Promise<Caller> {
  if (loggedInAs !== null) {
    const customer = (await loadCustomers(db, bucketOf(loggedInAs), [loggedInAs])).get(loggedInAs) ?? null;
    if (customer)
      return { kind: 'recognised', assurance: 'verified', number: phoneOf(customer), customer, people: [] };
    return { kind: 'unknown', number: null, ...NOBODY, people: [] };
  }
  if (medium === 'chat') return { kind: 'unknown', number: null, ...NOBODY, people: [] };
  // Who sent a text is not vouched for by STIR/SHAKEN, which is of calls.
  const read = readCaller(from, verstat, medium === 'sms' ? 'none' : needed);
  if (read.kind !== 'number') return { ...read, ...NOBODY, people: [] };
  const found = await findByIdentity(db, { kind: 'phone', value: read.number });
  const [customer] = found;
  if (customer && found.length === 1)
    return { kind: 'recognised', assurance: 'number', number: read.number, customer, people: [] };
  const people = medium === 'sms' ? [] : household(found);
  return { kind: found.length ? 'shared' : 'unknown', number: read.number, ...NOBODY, people };
}

function phoneOf({ traits }: Customer): string | null {
  return typeof traits.phone === 'string' ? toE164(traits.phone) : null;
}

/** More names than that are those of an office, which are nobody's to hear. */
const MOST_NAMES = 3;

/**
 * Those of a number who can be named to whoever calls from it: few, of one household by its id or by a last name that is the
 * same, and told apart by their first names. Empty where naming them would tell a stranger anything.
 */
export function household(
  found: readonly Pick<Customer, 'id' | 'traits'>[],
): { customerId: string; firstName: string }[] {
  if (found.length < 2 || found.length > MOST_NAMES) return [];
  const people = found.flatMap(({ id, traits }) => {
    const firstName = greetingName(traits);
    return firstName === null ? [] : [{ customerId: id, firstName }];
  });
  const distinct = new Set(people.map(({ firstName }) => firstName.toLowerCase()));
  if (distinct.size !== found.length) return [];
  const sameHome = oneValue(found.map(({ traits }) => traits.householdId ?? traits.household_id));
  const sameName = oneValue(found.map(({ traits }) => traits.lastName ?? traits.last_name));
  return sameHome || sameName ? people : [];
}

function oneValue(values: readonly unknown[]): boolean {
  const plain = values.map((value) => (typeof value === 'string' ? value.trim().toLowerCase() : ''));
  return plain[0] !== '' && plain.every((value) => value === plain[0]);
}
