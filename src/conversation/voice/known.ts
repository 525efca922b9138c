import type { Attestation } from '../../config/index.ts';
import {
  type Customer,
  findByIdentity,
  loadCustomers,
  subjectsOf,
  versionsOf,
} from '../../customers/index.ts';
import type { Forecast } from '../../forecast/index.ts';
import { bucketOf, type Clock, type Db, type Instant, type Log } from '../../platform/index.ts';
import { answerFor, catalogue } from '../reasons/index.ts';
import { readCaller } from './caller.ts';
import type { Answers, CallerKind } from './dialogue-types.ts';
import type { CallForm } from './form.ts';

export type Caller = { kind: CallerKind; number: string | null; customer: Customer | null };

/** Who calls, as far as a number that is vouched for as `needed` can tell. */
export async function recognise(db: Db, form: CallForm, needed: Attestation): Promise<Caller> {
  const read = readCaller(form.from, form.verstat, needed);
  if (read.kind !== 'number') return { ...read, customer: null };
  const found = await findByIdentity(db, { kind: 'phone', value: read.number });
  const [customer] = found;
  if (customer && found.length === 1) return { kind: 'recognised', number: read.number, customer };
  return { kind: found.length ? 'shared' : 'unknown', number: read.number, customer: null };
}

/** What can be answered to the customer of a call by the facts as they are now. */
export async function answersFor(
  { db, clock, timeZone }: { db: Db; clock: Clock; timeZone: string },
  customerId: string | null,
): Promise<Answers> {
  if (!customerId) return {};
  const bucket = bucketOf(customerId);
  const customer = (await loadCustomers(db, bucket, [customerId])).get(customerId);
  if (!customer) return {};
  const subjects = await subjectsOf(db, bucket, customerId);
  const versions = await versionsOf(db, bucket, customerId);
  const known = { customer, subjects, versions, now: clock.now(), timeZone };
  const answers = catalogue.flatMap((reason) => {
    const answer = answerFor(reason, known);
    return answer ? [[reason.name, answer] as const] : [];
  });
  return Object.fromEntries(answers);
}

/** The forecast, or none: a greeting does not wait for what failed. */
export async function forecastOrNone(
  forecastFor: (customer: Customer, at: Instant) => Promise<Pick<Forecast, 'reasons'> | null>,
  customer: Customer | null,
  now: Instant,
  log: Log,
): Promise<Forecast['reasons']> {
  if (!customer) return [];
  try {
    return (await forecastFor(customer, now))?.reasons ?? [];
  } catch (err) {
    log.error({ err, customer: customer.id }, 'no forecast for a caller; the ordinary greeting is used');
    return [];
  }
}
