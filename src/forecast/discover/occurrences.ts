import { HOUR, type Instant } from '../../platform/index.ts';
import { NO_CHAIN } from './life.ts';
import type { Anchor, Happening, Life, Occurrence, Plan, Trigger, Window } from './types.ts';

/** A life with its events found by name, and their times by subject and name. */
export type Indexed = { life: Life; byName: Map<string, Happening[]>; chainTimes: Map<string, Instant[]> };

export function indexed(life: Life): Indexed {
  const byName = new Map<string, Happening[]>();
  const chainTimes = new Map<string, Instant[]>();
  for (const happening of life.happenings) {
    push(byName, happening.name, happening);
    push(chainTimes, `${NO_CHAIN} ${happening.name}`, happening.at);
    for (const chain of happening.chains) push(chainTimes, `${chain} ${happening.name}`, happening.at);
  }
  return { life, byName, chainTimes };
}

/**
 * Where an anchor stood, in threes: the anchor's instant, since when it was known to stand there, until when. What ends
 * it is a move, or the event without which it counts. One occasion may stand in several places, one after the other; `chains` has its
 * subject.
 */
export type Places = { triples: Float64Array; occasions: readonly number[]; chains: readonly number[] };

/** Every place of an anchor in a life. Only what was known by an instant decides whether it stands at that instant. */
export function placesOf(anchor: Anchor, without: string | null, found: Indexed): Places {
  const triples: number[] = [];
  const occasions: number[] = [];
  const about: number[] = [];
  let occasion = 0;
  const closed = (chains: readonly number[], after: Instant) =>
    without === null ? Number.POSITIVE_INFINITY : nextOf(found, without, chains, after);
  const put = (chain: number | undefined, at: Instant, since: Instant, until: Instant) => {
    if (since >= until) return;
    triples.push(at, since, until);
    occasions.push(occasion);
    about.push(chain ?? NO_CHAIN);
  };
  if (anchor.kind === 'event')
    for (const { at, chains } of found.byName.get(anchor.name) ?? []) {
      put(chains[0], at, at, closed(chains, at));
      occasion++;
    }
  else
    for (const plan of found.life.plans) {
      if (plan.subject !== anchor.subject || plan.name !== anchor.name) continue;
      const chains = plan.chain < 0 ? [] : [plan.chain];
      for (const [i, { knownAt, at }] of plan.versions.entries()) {
        if (anchor.kind === 'moved') {
          if (directionOf(plan, i) === anchor.direction)
            put(plan.chain, knownAt, knownAt, closed(chains, knownAt));
          occasion++;
        } else {
          const moves = plan.versions[i + 1]?.knownAt ?? Number.POSITIVE_INFINITY;
          put(plan.chain, at, knownAt, Math.min(moves, closed(chains, (plan.versions[0]?.knownAt ?? 0) - 1)));
        }
      }
      if (anchor.kind === 'milestone') occasion++;
    }
  return { triples: Float64Array.from(triples), occasions, chains: about };
}

function directionOf({ versions }: Plan, i: number): 'later' | 'earlier' | null {
  const before = versions[i - 1]?.at;
  const at = versions[i]?.at;
  if (before === undefined || at === undefined) return null;
  return at > before ? 'later' : 'earlier';
}

/** When an event next happens to one of the subjects, or to the customer where there are none; infinity: not yet. */
function nextOf({ chainTimes }: Indexed, name: string, chains: readonly number[], after: Instant): Instant {
  let next = Number.POSITIVE_INFINITY;
  for (const chain of chains.length ? chains : [NO_CHAIN])
    next = Math.min(next, firstAfter(chainTimes.get(`${chain} ${name}`) ?? [], after));
  return next;
}

/** The first of ascending instants that lies after one; infinity: none does. */
export function firstAfter(times: readonly Instant[], after: Instant): Instant {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as Instant) > after) high = middle;
    else low = middle + 1;
  }
  return times[low] ?? Number.POSITIVE_INFINITY;
}

/** The time that a window covers, as a flat list of begins and ends that do not overlap. */
export function spansIn({ triples }: Places, { from, to }: Window): Float64Array {
  const spans: number[] = [];
  let ordered = true;
  for (let i = 0; i < triples.length; i += 3) {
    const at = triples[i] as number;
    const begin = Math.max(at + from * HOUR, triples[i + 1] as number);
    const end = Math.min(at + to * HOUR, triples[i + 2] as number);
    if (begin >= end) continue;
    ordered &&= spans.length === 0 || begin >= (spans[spans.length - 2] as number);
    spans.push(begin, end);
  }
  return disjoint(ordered ? spans : sorted(spans));
}

function sorted(spans: readonly number[]): number[] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < spans.length; i += 2) pairs.push([spans[i] as number, spans[i + 1] as number]);
  return pairs.sort((a, b) => a[0] - b[0]).flat();
}

function disjoint(spans: readonly number[]): Float64Array {
  const out: number[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    const [begin, end] = [spans[i] as number, spans[i + 1] as number];
    const last = out.length - 1;
    if (last > 0 && begin <= (out[last] as number)) out[last] = Math.max(out[last] as number, end);
    else out.push(begin, end);
  }
  return Float64Array.from(out);
}

/** Each time that a trigger came about in a life, by opening. */
export function occurrencesOf({ anchor, without, window }: Trigger, found: Indexed): Occurrence[] {
  const { triples, occasions, chains } = placesOf(anchor, without, found);
  const out = new Map<number, Occurrence>();
  for (let i = 0; i < triples.length; i += 3) {
    const at = triples[i] as number;
    const begin = Math.max(at + window.from * HOUR, triples[i + 1] as number);
    const end = Math.min(at + window.to * HOUR, triples[i + 2] as number);
    if (begin >= end) continue;
    const occasion = occasions[i / 3] as number;
    const known = out.get(occasion);
    const span = { after: begin, upTo: end, anchorAt: at };
    out.set(occasion, {
      opens: known?.opens ?? begin,
      spans: [...(known?.spans ?? []), span],
      about: found.life.subjects[chains[i / 3] as number] ?? null,
    });
  }
  return [...out.values()].sort((a, b) => a.opens - b.opens);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
