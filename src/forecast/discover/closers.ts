import { HOUR } from '../../platform/index.ts';
import { firstAfter, type Indexed } from './occurrences.ts';
import type { Anchor } from './types.ts';

/** An event that usually follows an anchor on the same subject, and the quantiles of the hours that it takes. */
export type Closer = { name: string; share: number; p50: number; p75: number; p90: number };

/** At least this share of anchors must be followed, and this many, or it is not usual. */
const USUAL = 0.5;
const FEWEST = 20;
const MOST = 4;

/** Delays, in hours from the anchor, of what followed each anchor; `of` counts the anchors. */
type Tally = { of: number; loose: boolean; delays: Map<string, number[]> };

/**
 * Without a subject in common an event says nothing of another unless it comes much sooner than it would anyway: nine
 * times in ten within this share of its usual spacing.
 */
const SOON = 0.25;

/**
 * What usually happens after an event, or around a milestone, on the same subject: learned from the data by its form
 * alone. Events that are about no subject are followed through the customer's life up to their next like.
 */
export function closersOf(lives: readonly Indexed[]): (anchor: Anchor) => Closer[] {
  const events = new Map<string, Tally>();
  const plans = new Map<string, Tally>();
  for (const found of lives) {
    tallyEvents(events, found);
    tallyPlans(plans, found);
  }
  const spacing = spacingOf(lives);
  return (anchor) => {
    const tally =
      anchor.kind === 'event' ? events.get(anchor.name) : plans.get(`${anchor.subject} ${anchor.name}`);
    return usual(tally).filter(({ name, p90 }) => !tally?.loose || p90 <= SOON * (spacing.get(name) ?? 0));
  };
}

function tallyEvents(tallies: Map<string, Tally>, { life, byName, chainTimes }: Indexed): void {
  const onChains = namesByChain(chainTimes);
  for (const [name, happenings] of byName) {
    const tally = tallyOf(tallies, name);
    if (!happenings[0]?.chains.length) tally.loose = true;
    for (const [i, { at, chains }] of happenings.entries()) {
      tally.of++;
      const until = chains.length
        ? Number.POSITIVE_INFINITY
        : (happenings[i + 1]?.at ?? life.happenings.at(-1)?.at ?? at);
      for (const chain of chains.length ? chains : [-1])
        for (const [other, times] of onChains.get(chain) ?? []) {
          if (other === name) continue;
          const next = firstAfter(times, at);
          if (next <= until && next < Number.POSITIVE_INFINITY) note(tally, other, (next - at) / HOUR);
        }
    }
  }
}

function tallyPlans(tallies: Map<string, Tally>, { life, chainTimes }: Indexed): void {
  const onChains = namesByChain(chainTimes);
  for (const { subject, name, chain, versions } of life.plans) {
    const tally = tallyOf(tallies, `${subject} ${name}`);
    tally.of++;
    const first = versions[0]?.knownAt ?? 0;
    const last = versions.at(-1)?.at ?? 0;
    if (chain < 0) continue;
    for (const [other, times] of onChains.get(chain) ?? []) {
      const next = firstAfter(times, first);
      if (next < Number.POSITIVE_INFINITY) note(tally, other, (next - last) / HOUR);
    }
  }
}

/** Mean hours between events of each name in the lives of customers who had one. */
function spacingOf(lives: readonly Indexed[]): Map<string, number> {
  const sums = new Map<string, { hours: number; count: number }>();
  for (const { life, byName } of lives) {
    const begin = life.happenings[0]?.at ?? 0;
    const hours = ((life.happenings.at(-1)?.at ?? begin) - begin) / HOUR;
    for (const [name, { length }] of byName) {
      const sum = sums.get(name) ?? { hours: 0, count: 0 };
      sums.set(name, { hours: sum.hours + hours, count: sum.count + length });
    }
  }
  return new Map([...sums].map(([name, { hours, count }]) => [name, hours / count]));
}

function namesByChain(chainTimes: Indexed['chainTimes']): Map<number, [string, number[]][]> {
  const out = new Map<number, [string, number[]][]>();
  for (const [key, times] of chainTimes) {
    const space = key.indexOf(' ');
    const chain = Number(key.slice(0, space));
    const names = out.get(chain) ?? [];
    names.push([key.slice(space + 1), times]);
    out.set(chain, names);
  }
  return out;
}

function tallyOf(tallies: Map<string, Tally>, key: string): Tally {
  const tally = tallies.get(key) ?? { of: 0, loose: false, delays: new Map() };
  tallies.set(key, tally);
  return tally;
}

function note({ delays }: Tally, name: string, delay: number): void {
  const known = delays.get(name);
  if (known) known.push(delay);
  else delays.set(name, [delay]);
}

function usual(tally: Tally | undefined): Closer[] {
  if (!tally) return [];
  return [...tally.delays]
    .filter(([, delays]) => delays.length >= FEWEST && delays.length >= USUAL * tally.of)
    .map(([name, delays]): Closer => {
      const sorted = Float64Array.from(delays).sort();
      const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] as number;
      return { name, share: delays.length / tally.of, p50: at(0.5), p75: at(0.75), p90: at(0.9) };
    })
    .sort((a, b) => b.share - a.share || a.p50 - b.p50)
    .slice(0, MOST);
}
