import { boutOf, type Cases, type Panel, placeAfter } from './panel.ts';
import { logChernoff, logPoissonTail } from './tail.ts';

/** Nothing is judged on fewer contacts, so nothing is expected of them either. */
const LEAST = 3;

/** The spans of one customer as a flat list of begins and ends; null: none. */
export type SpansOf = (customer: number) => Float64Array | null;

/**
 * Contacts in a window, and how many customers had one; how many there would be had each come to any of the customers who
 * contact about the same (`expected`), or of those who contact about anything (`pooled`).
 */
export type Measured = { observed: number; expected: number; pooled: number; customers: number };

/**
 * Counts the contacts of every reason that lie in their customer's spans, beside the number expected if contacts were
 * shuffled among customers. That share is taken at the contact's own instant and over customers each as often as they made
 * contact, so neither a busy day nor a busy customer counts as a finding.
 */
export function measure(panel: Panel, spansOf: SpansOf): Measured[] {
  const open = panel.cases.map(({ times }) => new Float64Array(times.length + 1));
  const found = panel.cases.map((): Measured => ({ observed: 0, expected: 0, pooled: 0, customers: 0 }));
  const openToAll = new Float64Array(panel.pooled.times.length + 1);
  for (const [customer, parts] of panel.byCustomer) {
    const spans = spansOf(customer);
    if (!spans?.length) continue;
    addSpans(openToAll, panel.pooled.times, spans, panel.pooled.of.get(customer)?.at ?? []);
    for (const { cases, own } of parts) {
      const { times } = panel.cases[cases] as Cases;
      const covered = addSpans(open[cases] as Float64Array, times, spans, own.at);
      const one = found[cases] as Measured;
      one.observed += covered;
      if (covered) one.customers++;
    }
  }
  const all = sharesOf(openToAll, panel.pooled.alive);
  for (const [i, { alive }] of panel.cases.entries()) {
    const one = found[i] as Measured;
    if (one.observed < LEAST) continue;
    one.expected = sharesOf(open[i] as Float64Array, alive).reduce((sum, share) => sum + share, 0);
    one.pooled = (panel.place[i] as Int32Array).reduce((sum, place) => sum + (all[place] as number), 0);
  }
  return found;
}

/** From changes at each case to the share of those alive then. */
function sharesOf(changes: Float64Array, alive: Float64Array): Float64Array {
  let now = 0;
  return changes.subarray(0, -1).map((change, i) => {
    now += change;
    return now / (alive[i] as number);
  });
}

function addSpans(
  open: Float64Array,
  times: Float64Array,
  spans: Float64Array,
  own: readonly number[],
): number {
  let covered = 0;
  for (let i = 0; i < spans.length; i += 2) {
    const first = placeAfter(times, spans[i] as number);
    const end = placeAfter(times, spans[i + 1] as number);
    if (first === end) continue;
    open[first] = (open[first] as number) + own.length;
    open[end] = (open[end] as number) - own.length;
    for (const at of own) if (at >= first && at < end) covered++;
  }
  return covered;
}

/**
 * ln p that so many contacts lie in a window of so many hours by chance. Customers of the same reason are the fairest to
 * compare with, but where there are few, most of what could be seen is lost; so where these point the same way, all who
 * contact count as well, and the smaller of the two p-values is doubled.
 */
export function logPOf({ observed, expected, pooled }: Measured, cases: Cases, hours: number): number {
  const bout = boutOf(cases, hours);
  const fair = logTail(observed, expected, cases.times.length, bout);
  const sameWay = fair <= POINTS_THE_SAME_WAY && observed >= LEAST_RATIO_OF_SAME * expected;
  return Math.min(
    0,
    LOG_2 + (sameWay ? Math.min(fair, logTail(observed, pooled, cases.times.length, bout)) : fair),
  );
}

const POINTS_THE_SAME_WAY = Math.log(0.02);
const LEAST_RATIO_OF_SAME = 1.15;
const LOG_2 = Math.log(2);

/**
 * Each contact falls in with its own probability, so their number is Poisson-binomial, whose tail lies below that of the
 * Poisson and below Chernoff's bound (Hoeffding, Annals of Mathematical Statistics 27, 1956); the sharper one is taken.
 * Counts are first divided by the factor by which bouts raise their variance (as a quasi-Poisson; McCullagh & Nelder,
 * Generalized Linear Models, 6.2).
 */
export function logTail(observed: number, expected: number, of: number, bout: number): number {
  return Math.min(
    logPoissonTail(observed / bout, expected / bout),
    logChernoff(observed / bout, expected / bout, of / bout),
  );
}

/** How much better a window tells where contacts fall than nothing does, in nats: larger for more contacts in less time. */
export function gainOf({ observed, expected }: Pick<Measured, 'observed' | 'expected'>, all: number): number {
  if (observed <= expected) return 0;
  const rest = all - observed;
  return (
    observed * Math.log(observed / expected) +
    (rest > 0 ? rest * Math.log(rest / Math.max(all - expected, 1e-9)) : 0)
  );
}
