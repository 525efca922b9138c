import type { Customer } from '../../customers/index.ts';
import { loadCustomers } from '../../customers/index.ts';
import type { Forecast } from '../../forecast/index.ts';
import { bucketOf, type Clock, type Db, type Instant, type Log } from '../../platform/index.ts';
import { knownOf } from '../answers/index.ts';
import type { Assurance } from '../dialogue/index.ts';
import { greetingName } from '../door/caller.ts';
import { aboutOf, type OpenReasonBook } from '../reasons/index.ts';
import { type Known, NOTHING_KNOWN } from './types.ts';

type Deps = {
  db: Db;
  clock: Clock;
  log: Log;
  timeZone: string;
  book: OpenReasonBook;
  forecastFor(customer: Customer, at: Instant): Promise<Pick<Forecast, 'reasons'> | null>;
};

/** How far down the list of likely reasons something to name is looked for. */
const LIKELY_REASONS = 2;

/**
 * What a suggestion may name of the customer on the line: their first name, and what they are most likely to be about, as
 * far as who has reached `assurance` may hear it. Nothing that fails keeps a talk from beginning.
 */
export function openKnown(deps: Deps) {
  return async (customerId: string | null, assurance: Assurance): Promise<Known> => {
    if (customerId === null || assurance === 'none') return NOTHING_KNOWN;
    try {
      const bucket = bucketOf(customerId);
      const customer = (await loadCustomers(deps.db, bucket, [customerId])).get(customerId);
      if (!customer) return NOTHING_KNOWN;
      const [forecast, known, book] = await Promise.all([
        deps.forecastFor(customer, deps.clock.now()),
        knownOf(deps, customer, 'en'),
        deps.book.current(),
      ]);
      const reached = assurance === 'verified' ? 'verified' : 'public';
      const abouts = (forecast?.reasons ?? [])
        .slice(0, LIKELY_REASONS)
        .map(({ reason }) => known && aboutOf(book.of(reason), known, reached));
      return { name: greetingName(customer.traits), about: abouts.find((about) => about) ?? null };
    } catch (err) {
      deps.log.error({ err, customer: customerId }, 'suggestions go without the details of a customer');
      return NOTHING_KNOWN;
    }
  };
}
