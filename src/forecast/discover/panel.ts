import { HOUR, type Instant } from '../../platform/index.ts';
import type { Life } from './types.ts';

/**
 * The contacts of one reason in one part of time, by instant, with whose they are. `alive[i]` is how many of all these
 * contacts belong to customers known by instant i: among them contact i would be shared out if it had come to anybody.
 */
export type Cases = {
  times: Float64Array;
  who: Int32Array;
  alive: Float64Array;
  of: ReadonlyMap<number, Own>;
};
/** One customer's places among the cases. */
export type Own = { customer: number; at: readonly number[] };

/**
 * Cases by reason, and by customer for walking through customers once for all reasons. `pooled` are those of all reasons
 * together, and `place[r][i]` says where in them the i-th case of reason r stands.
 */
export type Panel = {
  cases: Cases[];
  pooled: Cases;
  place: Int32Array[];
  byCustomer: ReadonlyMap<number, { cases: number; own: Own }[]>;
};

export function panelOf(
  lives: readonly Life[],
  reasons: readonly string[],
  after: Instant,
  upTo: Instant,
): Panel {
  const cases = reasons.map((reason) => casesOf(lives, (other) => other === reason, after, upTo));
  const pooled = casesOf(lives, () => true, after, upTo);
  const place = cases.map(({ times }) => Int32Array.from(times, (at) => placeAfter(pooled.times, at) - 1));
  const byCustomer = new Map<number, { cases: number; own: Own }[]>();
  for (const [i, { of }] of cases.entries())
    for (const [customer, own] of of) {
      const known = byCustomer.get(customer);
      if (known) known.push({ cases: i, own });
      else byCustomer.set(customer, [{ cases: i, own }]);
    }
  return { cases, pooled, place, byCustomer };
}

function casesOf(
  lives: readonly Life[],
  about: (reason: string) => boolean,
  after: Instant,
  upTo: Instant,
): Cases {
  const found = lives.flatMap((life, customer) =>
    life.contacts
      .filter((contact) => about(contact.reason) && contact.at > after && contact.at <= upTo)
      .map(({ at }) => ({ at, customer })),
  );
  found.sort((a, b) => a.at - b.at || a.customer - b.customer);
  const times = Float64Array.from(found, ({ at }) => at);
  const who = Int32Array.from(found, ({ customer }) => customer);
  const of = new Map<number, { customer: number; at: number[] }>();
  const alive = new Float64Array(times.length + 1);
  for (const [i, { customer }] of found.entries()) {
    const own = of.get(customer);
    if (own) own.at.push(i);
    else of.set(customer, { customer, at: [i] });
    const from = placeAfter(times, (lives[customer] as Life).from - 1);
    alive[from] = (alive[from] as number) + 1;
  }
  for (let i = 1; i < times.length; i++) alive[i] = (alive[i] as number) + (alive[i - 1] as number);
  return { times, who, alive, of };
}

/** The place of the first of ascending times that lies after an instant. */
export function placeAfter(times: Float64Array, at: Instant): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * How many contacts the average contact brings along within so many hours, itself counted: contacts that come in bouts
 * fall into a window together, so that many say no more than few. The variance of their number is greater by this factor.
 */
export function boutOf({ times, of }: Cases, hours: number): number {
  let pairs = 0;
  for (const { at } of of.values()) {
    let first = 0;
    for (let i = 0; i < at.length; i++) {
      while ((times[at[i] as number] as number) - (times[at[first] as number] as number) > hours * HOUR)
        first++;
      pairs += 2 * (i - first) + 1;
    }
  }
  return times.length ? pairs / times.length : 1;
}
