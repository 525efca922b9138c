import { type Customer, loadCustomers, subjectsOf, versionsOf } from '../../customers/index.ts';
import { bucketOf, type Clock, type Db, idOf, type Log } from '../../platform/index.ts';
import { type Answer, answerFor, type Known, type Locale, type Reason } from '../reasons/index.ts';
import { askEndpoint, type EndpointSetting } from './endpoint.ts';

export type AnswerDeps = {
  db: Db;
  clock: Clock;
  log: Log;
  timeZone: string;
  /** Null where requests can't be signed. */
  endpoints: EndpointSetting | null;
};

/** All that words about a customer are drawn from, as it stands; null for one who is gone. */
export async function knownOf(
  { db, clock, timeZone }: Pick<AnswerDeps, 'db' | 'clock' | 'timeZone'>,
  given: string | Customer,
  locale: Locale,
): Promise<Known | null> {
  const id = typeof given === 'string' ? given : given.id;
  const bucket = bucketOf(id);
  const [customer, subjects, versions] = await Promise.all([
    typeof given === 'string' ? loadCustomers(db, bucket, [id]).then((found) => found.get(id)) : given,
    subjectsOf(db, bucket, id),
    versionsOf(db, bucket, id),
  ]);
  if (!customer) return null;
  return { customer, subjects, versions, now: clock.now(), timeZone, locale };
}

/**
 * The answer to a reason now: by the company's endpoint where it has one and that answers in time, else by the template.
 * `customerId` null: only what needs no customer.
 */
export async function composeAnswer(
  deps: AnswerDeps,
  reason: Reason,
  asked: { customerId: string | null; locale: Locale; assurance: string; dialogue: string },
): Promise<Answer | null> {
  const { locale, customerId } = asked;
  if (!reason.answer) return null;
  const known = customerId === null ? nobody(deps, locale) : await knownOf(deps, customerId, locale);
  if (!known) return null;
  if (customerId === null && reason.answer.about !== 'nothing') return null;
  const templated = answerFor(reason, known);
  const { endpoint, level, followUps } = reason.answer;
  if (!endpoint || !deps.endpoints || customerId === null) return templated;
  const subject = templated?.subject ?? null;
  const question = {
    reason: reason.name,
    customerId,
    subject,
    locale,
    assurance: asked.assurance,
    at: known.now,
  };
  try {
    const id = idOf('ask', asked.dialogue, reason.name, String(known.now));
    const text = await askEndpoint(endpoint, { id, ...question }, deps.endpoints);
    return { level, text, followUps, subject };
  } catch (err) {
    deps.log.warn({ err, reason: reason.name }, 'the company’s endpoint did not answer; the template does');
    return templated;
  }
}

function nobody({ clock, timeZone }: AnswerDeps, locale: Locale): Known {
  const customer: Customer = { bucket: 0, id: '', traits: {}, timeZone: null, locale: null, firstSeen: 0 };
  return { customer, subjects: [], versions: [], now: clock.now(), timeZone, locale };
}
