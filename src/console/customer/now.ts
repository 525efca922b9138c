import { type Customer, loadTimeline } from '../../customers/index.ts';
import { listOutreach } from '../../insight/index.ts';
import type { ConsoleDeps } from '../deps.ts';
import type { CustomerNow } from './customer-page.tsx';

const MOST_OUTREACH = 500;

/** What changes of a customer while one looks on: forecast, timeline, outreach. */
export async function customerNow(
  { db, config, forecastFor, expectedOfCall }: ConsoleDeps,
  customer: Customer,
  at: number,
): Promise<CustomerNow> {
  const mine = { since: null, until: at, customer: customer.id };
  return {
    customer,
    forecast: await forecastFor(customer, at),
    expected: await expectedOfCall(customer, at),
    threshold: config.offerThreshold,
    timeline: await loadTimeline(db, customer.bucket, customer.id),
    outreach: (await listOutreach(db, mine, { most: MOST_OUTREACH, skip: 0 })).rows,
  };
}
