import type { Customer } from '../../customers/index.ts';
import type { Forecast } from '../../forecast/index.ts';
import { lastReached } from '../../outreach/index.ts';
import { DAY, type Instant, type Log } from '../../platform/index.ts';
import { type AnswerDeps, knownOf } from '../answers/index.ts';
import type { Assurance, Greeted } from '../dialogue/index.ts';
import { aboutOf, type Locale, type ReasonBook } from '../reasons/index.ts';
import { greetingName } from './caller.ts';

export type GreetDeps = Pick<AnswerDeps, 'db' | 'clock' | 'timeZone' | 'log'> & {
  /** Null when nothing can be said; nothing is offered then. */
  forecastFor(customer: Customer, at: Instant): Promise<Pick<Forecast, 'reasons'> | null>;
};

/** How long after a message someone may be calling about it. */
const OF_LATE = 2 * DAY;
/** Of how many of the likeliest reasons it is found out what they would be about. */
const NAMED = 3;

/** What a dialogue with a customer begins with; nothing in it is above the level of the assurance. */
export async function greetedOf(
  deps: GreetDeps,
  customer: Customer,
  assurance: Assurance,
  locale: Locale,
  book: ReasonBook,
): Promise<Greeted> {
  const now = deps.clock.now();
  const [reasons, reached, known] = await Promise.all([
    forecastOrNone(deps.forecastFor, customer, now, deps.log),
    lastReached(deps.db, customer.bucket, customer.id, now - OF_LATE),
    knownOf(deps, customer, locale),
  ]);
  const about: Record<string, string> = {};
  const named = reasons
    .slice(0, NAMED)
    .map(({ reason }) => book.of(reason))
    .filter((reason) => reason.about);
  for (const reason of named) {
    const phrase = known && aboutOf(reason, known, assurance === 'verified' ? 'verified' : 'public');
    if (phrase) about[reason.name] = phrase;
  }
  return { customerId: customer.id, firstName: greetingName(customer.traits), reasons, about, reached };
}

/** The forecast, or none: a greeting does not wait for what failed. */
async function forecastOrNone(
  forecastFor: GreetDeps['forecastFor'],
  customer: Customer,
  now: Instant,
  log: Log,
): Promise<Forecast['reasons']> {
  try {
    return (await forecastFor(customer, now))?.reasons ?? [];
  } catch (err) {
    log.error({ err, customer: customer.id }, 'no forecast for a caller; the ordinary greeting is used');
    return [];
  }
}
