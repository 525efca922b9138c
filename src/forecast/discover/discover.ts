import type { Instant } from '../../platform/index.ts';
import { candidatesOf } from './candidates.ts';
import { chosenOf } from './choose.ts';
import { closersOf } from './closers.ts';
import { conditionsOf } from './conditions.ts';
import { confirmed } from './confirm.ts';
import { opportunityOf } from './figures.ts';
import { type Reading, readLives, type Source } from './gather.ts';
import { type Indexed, placesOf } from './occurrences.ts';
import type { Money, Opportunity } from './opportunity.ts';
import { panelOf } from './panel.ts';
import type { Covered, Finding, Trigger } from './types.ts';
import { countAll, knownAt } from './watch.ts';
import { triggersOf } from './windows.ts';

export type DiscoverProgress = {
  phase: 'reading' | 'testing' | 'conditions' | 'counting';
  done: number;
  total: number;
};
export type Discovery = {
  opportunities: { opportunity: Opportunity; covered: Covered[] }[];
  /** How many pairs of trigger and reason were looked at. */
  tried: number;
  contacts: number;
  since: Instant | null;
  until: Instant | null;
  /** Where what was found had to show again, from here on. */
  heldOutSince: Instant | null;
  /** Why nothing was found, where that can be told. */
  note: string | null;
};

/** Findings are sought in this share of the time that contacts span and confirmed in the rest. */
const SOUGHT_IN = 0.65;
/** Above this many events and contacts, findings are sought among a share of the customers; figures are still of all. */
const MOST_ENTRIES = 300_000;
const MOST_REASONS = 60;
const FEWEST = { contacts: 10, customers: 5, lift: 2 };

/**
 * Finds what goes before contacts, by reason: every trigger and window is tried on the first part of time against contacts
 * shuffled among customers; of those that stand, a few that each explain contacts of their own are chosen; what shows
 * again in the rest of time is kept, narrowed by conditions, and counted over all. Nothing is stored: see
 * `replaceOpportunities`.
 */
export async function discover({
  source,
  now,
  money,
  onProgress = () => {},
}: {
  source: Source;
  now: Instant;
  money: Money;
  onProgress?: (progress: DiscoverProgress) => void | Promise<void>;
}): Promise<Discovery> {
  const { contacts, first, last, entries, reasons: counted } = source.survey;
  const totals = new Map(counted.map(({ reason, contacts }) => [reason, contacts]));
  const reasons = counted
    .filter(({ contacts }) => contacts >= FEWEST.contacts)
    .slice(0, MOST_REASONS)
    .map(({ reason }) => reason);
  const nothing = (note: string): Discovery => ({
    opportunities: [],
    tried: 0,
    contacts,
    since: first,
    until: last,
    heldOutSince: null,
    note,
  });
  if (first === null || last === null)
    return nothing('There are no contacts to explain: import contacts.csv first.');
  if (!reasons.length)
    return nothing(`No reason has ${FEWEST.contacts} contacts or more: that is too little to learn from.`);
  const split = first + SOUGHT_IN * (last - first);
  const share = Math.min(1, MOST_ENTRIES / Math.max(1, entries));
  const reading = (phase: DiscoverProgress['phase'], of = 1): Reading => ({
    source,
    until: now,
    share: of,
    onPart: (done, total) => void onProgress({ phase, done, total }),
  });

  const lives = await readLives(reading('reading', share));
  const triggers = triggersOf(
    lives.map(({ life }) => life),
    closersOf(lives),
  );
  if (!triggers.length)
    return nothing('There are no events that could go before a contact: import events.jsonl first.');
  const panel = panelOf(
    lives.map(({ life }) => life),
    reasons,
    first - 1,
    split,
  );
  const candidates = await candidatesOf(panel, triggers, lives, (done) =>
    onProgress({ phase: 'testing', done, total: triggers.length }),
  );
  const chosen = panel.cases.flatMap((cases, reason) =>
    chosenOf(
      cases,
      candidates.filter((candidate) => candidate.reason === reason),
      lives,
    ),
  );
  const held = panelOf(
    lives.map(({ life }) => life),
    reasons,
    split,
    last,
  );
  const standing = confirmed(held, chosen, lives);

  const bare = standing.map(({ candidate: { reason, trigger } }) => ({
    reason: reasons[reason] as string,
    trigger,
    where: [],
    occurrences: occasionsOf(trigger, lives),
  }));
  const known = await knownAt(reading('conditions', share), bare, { first, split, last });
  const findings = bare.map(({ reason, trigger }, i): Finding => {
    const seen = known[i] as (typeof known)[number];
    return { reason, trigger, where: conditionsOf(seen.discovery, seen.heldOut, bare.length) };
  });
  const { counts, customerHours } = await countAll(reading('counting'), findings, { first, last });
  const opportunities = findings.flatMap((finding, i) => {
    const { heldOut, qValue, candidate } = standing[i] as (typeof standing)[number];
    const count = counts[i] as (typeof counts)[number];
    const opportunity = opportunityOf({
      finding,
      count,
      reasonTotal: totals.get(finding.reason) ?? 0,
      customerHours,
      span: { first, last },
      heldOut: { ...heldOut, since: split },
      qValue,
      alsoSeenAs: candidate.alsoSeenAs,
      money,
    });
    return worthTelling(opportunity) ? [{ opportunity, covered: count.covered }] : [];
  });
  return {
    opportunities: opportunities.sort((a, b) => rankOf(b.opportunity) - rankOf(a.opportunity)),
    tried: triggers.length * reasons.length,
    contacts,
    since: first,
    until: last,
    heldOutSince: split,
    note: opportunities.length ? null : 'Nothing goes before contacts more often than chance would have it.',
  };
}

function worthTelling({ contacts, customers, lift }: Opportunity): boolean {
  return contacts >= FEWEST.contacts && customers >= FEWEST.customers && lift >= FEWEST.lift;
}

/** By value; where handle times are not known, by contacts. */
function rankOf({ monthlyValue, contacts }: Opportunity): number {
  return monthlyValue ?? contacts;
}

function occasionsOf({ anchor, without }: Trigger, lives: readonly Indexed[]): number {
  return lives.reduce((sum, found) => sum + new Set(placesOf(anchor, without, found).occasions).size, 0);
}
