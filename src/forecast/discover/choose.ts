import { type Candidate, FEWEST, LEAST_RATIO, spansOf } from './candidates.ts';
import { gainOf, logTail, type SpansOf } from './measure.ts';
import { type Indexed, spansIn } from './occurrences.ts';
import { boutOf, type Cases } from './panel.ts';
import { type Given, stratified } from './strata.ts';
import type { Trigger, Window } from './types.ts';

/** A candidate that explains contacts of its own, with others that cover about the same and were dropped for it. */
export type Chosen = Candidate & { alsoSeenAs: Trigger[] };

/** Of one anchor and one closing event only the best few windows go on, of one anchor so many, and of a reason. */
const MOST_WINDOWS = 2;
const MOST_OF_ANCHOR = 6;
const MOST_CANDIDATES = 200;
const MOST_CHOSEN = 8;
/** Given those already chosen, another must explain so many contacts more than chance, or this share of all, and so surely. */
const LEAST_SHARE = 0.03;
const LEVEL = Math.log(1e-4);
const LEAST_RATIO_OF_FIRST = 1.15;
const LEVEL_OF_FIRST = Math.log(0.02);
/** Hours after a contact. */
const BOUTS = [
  { core: 1, wide: 6 },
  { core: 24, wide: 72 },
];
/** Contacts covered by both, as a share of those covered by either, from which two are the same finding. */
const SAME = 0.6;
/** Another name must tell at least this share of what the finding tells. */
const AS_GOOD = 0.5;
/** The share of one's contacts that must be covered by another for it to lie within that. */
const WITHIN = 0.8;

type Entry = { candidate: Candidate; spans: SpansOf; wide: SpansOf; gain: number };

/**
 * Of one reason's candidates those that each explain contacts of their own: the best first, then whichever adds most given
 * these, until nothing does; and none that the others together make superfluous (forward and backward selection).
 */
export function chosenOf(
  cases: Cases,
  candidates: readonly Candidate[],
  lives: readonly Indexed[],
): Chosen[] {
  const pool = shortlist(candidates).map(
    (candidate): Entry => ({
      candidate,
      spans: spansOf(candidate.trigger, lives),
      wide: spansOf({ ...candidate.trigger, without: null, window: around(candidate.trigger.window) }, lives),
      gain: Number.POSITIVE_INFINITY,
    }),
  );
  const aliveFrom = (customer: number) => (lives[customer] as Indexed).life.from;
  const given = (entries: readonly Entry[]) =>
    stratified(
      cases,
      [...boutsOf(lives), ...entries.map(({ spans, wide }) => ({ core: spans, wide }))],
      aliveFrom,
    );
  const chosen: Entry[] = [];
  while (chosen.length < MOST_CHOSEN) {
    const next = bestGiven(given(chosen), cases, pool, chosen);
    if (!next) break;
    chosen.push(next);
  }
  for (const entry of [...chosen].reverse()) {
    const others = chosen.filter((other) => other !== entry);
    if (others.length && !adds(given(others)(entry.spans), cases, entry.candidate.trigger.window, false))
      chosen.splice(chosen.indexOf(entry), 1);
  }
  return chosen.map((entry) => ({
    ...entry.candidate,
    alsoSeenAs: likenesses(cases, entry, pool, chosen),
  }));
}

/** The entry that adds most. A gain only shrinks as more is given, so the rest need not be tried once one surpasses what they had. */
function bestGiven(
  test: (spans: SpansOf) => Given,
  cases: Cases,
  pool: Entry[],
  chosen: readonly Entry[],
): Entry | null {
  let best: Entry | null = null;
  for (const entry of pool.sort((a, b) => b.gain - a.gain)) {
    if (best && entry.gain <= best.gain) break;
    const { trigger } = entry.candidate;
    if (chosen.some((other) => sameSide(other.candidate.trigger, trigger))) continue;
    const measured = test(entry.spans);
    entry.gain = gainOf(measured, cases.times.length) * plainness(trigger);
    if (adds(measured, cases, trigger.window, chosen.length === 0) && (!best || entry.gain > best.gain))
      best = entry;
  }
  return best;
}

/** Whether contacts come in a window more than chance has it, all that is given considered. The first need only not fail. */
function adds({ observed, expected }: Given, cases: Cases, { from, to }: Window, first: boolean): boolean {
  const logP = logTail(observed, expected, cases.times.length, boutOf(cases, to - from));
  return (
    observed - expected >= Math.max(FEWEST.contacts, LEAST_SHARE * cases.times.length) &&
    observed >= (first ? LEAST_RATIO_OF_FIRST : LEAST_RATIO) * expected &&
    logP <= (first ? LEVEL_OF_FIRST : LEVEL)
  );
}

/**
 * Time after a contact, in which the next is likelier whatever happens: what only goes along with contacts, as a ticket
 * does that every contact opens, must not pass for what they come from.
 */
function boutsOf(lives: readonly Indexed[]): { core: SpansOf; wide: SpansOf }[] {
  const after = (hours: number): SpansOf => {
    const window = { from: 0, to: hours };
    return (customer) => {
      const triples = (lives[customer] as Indexed).life.contacts.flatMap(({ at }) => [
        at,
        at,
        Number.POSITIVE_INFINITY,
      ]);
      return spansIn({ triples: Float64Array.from(triples), occasions: [], chains: [] }, window);
    };
  };
  return BOUTS.map(({ core, wide }) => ({ core: after(core), wide: after(wide) }));
}

/** Of two that tell about as much, the plainer one is the better name: an event rather than a date that goes along with it. */
function plainness({ anchor, without, window }: Trigger): number {
  const dated = window.from < 0 || without !== null ? 0.97 : 0.9;
  return { event: 1, milestone: dated, moved: 0.85 }[anchor.kind] * (without === null ? 1 : 0.97);
}

/** A window with the time around it in which what it stands for may still be felt. */
function around({ from, to }: Window): Window {
  const more = 2 * (to - from);
  return { from: from < 0 ? from - more : 0, to: to + more };
}

/** Hung on the same, on the same side of it: another window of the same finding. */
function sameSide(a: Trigger, b: Trigger): boolean {
  return JSON.stringify(a.anchor) === JSON.stringify(b.anchor) && a.window.from < 0 === b.window.from < 0;
}

/** What the pool holds of the same finding under other names; also what is overdue within it, as that tells what to do. */
function likenesses(cases: Cases, found: Entry, pool: readonly Entry[], chosen: readonly Entry[]): Trigger[] {
  const own = coveredBy(cases, found.spans);
  const others = new Map<string, Trigger>();
  for (const { candidate, spans } of pool) {
    const { anchor, without } = candidate.trigger;
    const name = JSON.stringify(anchor);
    if (others.has(name) || chosen.some((other) => JSON.stringify(other.candidate.trigger.anchor) === name))
      continue;
    const other = coveredBy(cases, spans);
    const both = [...other].filter((place) => own.has(place)).length;
    const same =
      both >= SAME * (own.size + other.size - both) && candidate.gain >= AS_GOOD * found.candidate.gain;
    const overdue =
      candidate.trigger.late && anchor.kind === 'milestone' && without === found.candidate.trigger.without;
    if (same || (overdue && both >= WITHIN * other.size)) others.set(name, candidate.trigger);
  }
  return [...others.values()];
}

function coveredBy({ times, of }: Cases, spansOf: SpansOf): Set<number> {
  const covered = new Set<number>();
  for (const [customer, { at }] of of) {
    const spans = spansOf(customer) ?? [];
    for (const place of at)
      for (let i = 0; i < spans.length; i += 2) {
        const instant = times[place] as number;
        if (instant > (spans[i] as number) && instant <= (spans[i + 1] as number)) covered.add(place);
      }
  }
  return covered;
}

/** So that no anchor crowds out the others: of each only the best go on. */
function shortlist(candidates: readonly Candidate[]): Candidate[] {
  const taken = new Map<string, number>();
  const room = (key: string, most: number) => {
    const before = taken.get(key) ?? 0;
    if (before < most) taken.set(key, before + 1);
    return before < most;
  };
  return candidates
    .filter(
      ({ trigger: { anchor, without, window } }) =>
        room(JSON.stringify([anchor, without, window.from < 0]), MOST_WINDOWS) &&
        room(JSON.stringify([anchor, window.from < 0]), MOST_OF_ANCHOR),
    )
    .slice(0, MOST_CANDIDATES);
}
