import { boutOf, type Cases, type Panel, placeAfter } from './panel.ts';
import { logChernoff, logPoissonTail } from './tail.ts';

/** The spans of one customer as a flat list of begins and ends; null: none. */
export type SpansOf = (customer: number) => Float64Array | null;

/** Contacts in a window, how many there would be had each come to any of the customers, and how many customers had one. */
export type Measured = { observed: number; expected: number; customers: number };

/**
 * Counts the contacts of every reason that lie in their customer's spans, beside the number expected if contacts were
 * shuffled among the customers. That share is taken at the contact's own instant and over the customers of the same
 * reason, each as often as they made contact, so neither a busy day nor a busy customer counts as a finding.
 */
export function measure(panel: Panel, spansOf: SpansOf): Measured[] {
  const open = panel.cases.map(({ times }) => new Float64Array(times.length + 1));
  const found = panel.cases.map(() => ({ observed: 0, expected: 0, customers: 0 }));
  for (const [customer, parts] of panel.byCustomer) {
    const spans = spansOf(customer);
    if (!spans?.length) continue;
    for (const { cases, own } of parts) {
      const { times } = panel.cases[cases] as Cases;
      const covered = addSpans(open[cases] as Float64Array, times, spans, own.at);
      const one = found[cases] as Measured;
      one.observed += covered;
      if (covered) one.customers++;
    }
  }
  for (const [i, { alive, times }] of panel.cases.entries()) {
    const shares = open[i] as Float64Array;
    let now = 0;
    let sum = 0;
    for (let at = 0; at < times.length; at++) {
      now += shares[at] as number;
      sum += now / (alive[at] as number);
    }
    (found[i] as Measured).expected = sum;
  }
  return found;
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
 * ln p that so many contacts lie in a window of so many hours by chance. Each falls in with its own probability, so their
 * number is Poisson-binomial, whose tail lies below that of the Poisson and below Chernoff's bound (Hoeffding, Annals of
 * Mathematical Statistics 27, 1956); the sharper one is taken. Counts are first divided by the factor by which bouts
 * raise their variance (as a quasi-Poisson; McCullagh & Nelder, Generalized Linear Models, 6.2).
 */
export function logPOf({ observed, expected }: Measured, cases: Cases, hours: number): number {
  const bout = boutOf(cases, hours);
  return Math.min(
    logPoissonTail(observed / bout, expected / bout),
    logChernoff(observed / bout, expected / bout, cases.times.length / bout),
  );
}

/** How much better a window tells where contacts fall than nothing does, in nats: larger for more contacts in less time. */
export function gainOf({ observed, expected }: Measured, all: number): number {
  if (observed <= expected) return 0;
  const rest = all - observed;
  return (
    observed * Math.log(observed / expected) +
    (rest > 0 ? rest * Math.log(rest / Math.max(all - expected, 1e-9)) : 0)
  );
}
