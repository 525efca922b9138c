import { adjusted } from './discoveries.ts';
import { gainOf, logPOf, type Measured, measure, type SpansOf } from './measure.ts';
import { type Indexed, type Places, placesOf, spansIn } from './occurrences.ts';
import type { Cases, Panel } from './panel.ts';
import type { Trigger } from './types.ts';

/** A trigger that goes before contacts of one reason more often than chance allows, in the part of time it was sought in. */
export type Candidate = {
  reason: number;
  trigger: Trigger;
  measured: Measured;
  gain: number;
  logP: number;
  logQ: number;
};

const LEVEL = Math.log(0.05);
export const FEWEST = { contacts: 6, customers: 4 };
export const LEAST_RATIO = 1.5;

/** Spans of a trigger by customer, each worked out once. */
export function spansOf(
  { anchor, without, window }: Omit<Trigger, 'late'>,
  lives: readonly Indexed[],
): SpansOf {
  const known = new Map<number, Float64Array>();
  return (customer) => {
    const before = known.get(customer);
    if (before) return before;
    const spans = spansIn(placesOf(anchor, without, lives[customer] as Indexed), window);
    known.set(customer, spans);
    return spans;
  };
}

/** Every trigger against every reason; what remains after false-discovery control over all that was tried. */
export async function candidatesOf(
  panel: Panel,
  triggers: readonly Trigger[],
  lives: readonly Indexed[],
  onTrigger: (done: number) => void | Promise<void>,
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  let hung: { on: string; places: Map<number, Places> } = { on: '', places: new Map() };
  const placesIn = ({ anchor, without }: Trigger): Map<number, Places> => {
    const on = JSON.stringify([anchor, without]);
    if (on !== hung.on) {
      const places = [...panel.byCustomer.keys()].map(
        (customer) => [customer, placesOf(anchor, without, lives[customer] as Indexed)] as const,
      );
      hung = { on, places: new Map(places.filter(([, { triples }]) => triples.length)) };
    }
    return hung.places;
  };
  for (const [done, trigger] of triggers.entries()) {
    const hours = trigger.window.to - trigger.window.from;
    const places = placesIn(trigger);
    const spans: SpansOf = (customer) => {
      const standing = places.get(customer);
      return standing ? spansIn(standing, trigger.window) : null;
    };
    for (const [reason, measured] of measure(panel, spans).entries()) {
      if (measured.observed < FEWEST.contacts || measured.customers < FEWEST.customers) continue;
      if (measured.observed < LEAST_RATIO * measured.pooled) continue;
      const cases = panel.cases[reason] as Cases;
      const logP = logPOf(measured, cases, hours);
      found.push({ reason, trigger, measured, gain: gainOf(measured, cases.times.length), logP, logQ: 0 });
    }
    await onTrigger(done + 1);
  }
  const logQ = adjusted(
    found.map(({ logP }) => logP),
    triggers.length * panel.cases.length,
  );
  return found
    .map((candidate, i) => ({ ...candidate, logQ: logQ[i] as number }))
    .filter((candidate) => candidate.logQ <= LEVEL)
    .sort((a, b) => b.gain - a.gain);
}
