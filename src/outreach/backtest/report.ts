import { DAY, HOUR, type Instant } from '../../platform/index.ts';
import type { Play } from '../play.ts';
import type { Outreach } from '../types.ts';

/** What a message costs, what a minute of handling does, and which share of the contacts it comes before it would spare. */
export type Assumptions = {
  /** Hours after a message in which a contact about its reason is one that it came before. */
  withinHours: number;
  /** Share of those contacts that would not be made: a guess until a holdout has told. */
  deflection: number;
  costPerMessage: number;
  costPerMinute: number;
  currency: string;
};

export type Contact = { id: string; at: Instant; handleSeconds: number | null };

/** A message that the gate let go, or kept back for the holdout; with the contact that it came before. */
export type Decided = {
  customerId: string;
  subjectType: string;
  subjectId: string;
  occurrence: string;
  at: Instant;
  channel: string | null;
  heldOut: boolean;
  contact: Contact | null;
  /** P(contact about the reason within 7 days) when it went, where a model was there to tell. */
  chance: number | null;
};

export type Backtest = {
  play: { id: string; version: number | null; reason: string };
  since: Instant;
  until: Instant;
  assumptions: Assumptions;
  /** Customers who would have been reached, and messages to them, those of the holdout beside. */
  customers: number;
  messages: number;
  heldOut: number;
  corrections: number;
  messagesPerCustomer: { mean: number; p50: number; p90: number; most: number };
  channels: Record<string, number>;
  /** What did not go, by status and reason. */
  withheld: { status: string; reason: string; count: number }[];
  /** Contacts about the reason in this time, those that a message came before, and their share. */
  contacts: number;
  covered: number;
  coverage: number;
  /** Share of messages after which the contact came: those that were needed. The rest nobody needed. */
  precision: number;
  unneeded: number;
  leadTimeHours: { p10: number; p50: number; p90: number } | null;
  leadTimes: { fromHours: number; toHours: number; contacts: number }[];
  value: {
    contactsSpared: number;
    handlingMinutes: number;
    saved: number;
    spent: number;
    net: number;
    netMonthly: number;
  };
  /** By the least forecast at which a message is sent: what that covers, and how much of it is needed. */
  thresholds: {
    atLeast: number;
    messages: number;
    covered: number;
    coverage: number;
    precision: number;
    net: number;
  }[];
  /** What could not be done, in words. */
  notes: string[];
};

/** A contact is what the newest message before it came before, and a message comes before one contact. Pure. */
export function matched(
  rows: readonly Outreach[],
  contacts: readonly Contact[],
  withinHours: number,
  chanceOf: (row: Outreach) => number | null,
): Decided[] {
  const decided = rows
    .filter((row) => row.kind === 'first' && row.gatedAt !== null)
    .sort((a, b) => (a.gatedAt as number) - (b.gatedAt as number));
  const taken = new Set<string>();
  return decided.map((row, i) => {
    const at = row.gatedAt as Instant;
    const next = decided[i + 1]?.gatedAt ?? Infinity;
    const end = Math.min(at + withinHours * HOUR, next);
    const contact = contacts.find((one) => one.at > at && one.at <= end && !taken.has(one.id)) ?? null;
    if (contact) taken.add(contact.id);
    return {
      customerId: row.customerId,
      subjectType: row.subjectType,
      subjectId: row.subjectId,
      occurrence: row.occurrence,
      at,
      channel: row.channel,
      heldOut: row.status === 'suppressed',
      contact,
      chance: chanceOf(row),
    };
  });
}

export type Counted = {
  play: Pick<Play, 'id' | 'reason'> & { version?: number };
  since: Instant;
  until: Instant;
  assumptions: Assumptions;
  decided: readonly Decided[];
  corrections: number;
  withheld: ReadonlyMap<string, number>;
  /** All contacts about the reason in this time. */
  contacts: readonly Contact[];
  notes: readonly string[];
};

export function reportOf(counted: Counted): Backtest {
  const { play, since, until, assumptions, decided, contacts } = counted;
  const sent = decided.filter((one) => !one.heldOut);
  const perCustomer = [...countBy(sent, (one) => one.customerId).values()].sort((a, b) => a - b);
  const leads = decided
    .flatMap(({ at, contact }) => (contact ? [(contact.at - at) / HOUR] : []))
    .sort((a, b) => a - b);
  const whole = sumOf(decided, contacts, counted);
  return {
    play: { id: play.id, version: play.version ?? null, reason: play.reason },
    since,
    until,
    assumptions,
    customers: perCustomer.length,
    messages: sent.length,
    heldOut: decided.length - sent.length,
    corrections: counted.corrections,
    messagesPerCustomer: {
      mean: perCustomer.length ? sent.length / perCustomer.length : 0,
      p50: quantile(perCustomer, 0.5),
      p90: quantile(perCustomer, 0.9),
      most: perCustomer.at(-1) ?? 0,
    },
    channels: Object.fromEntries(countBy(sent, (one) => one.channel ?? 'none')),
    withheld: [...counted.withheld]
      .map(([key, count]) => {
        const [status = '', reason = ''] = JSON.parse(key) as string[];
        return { status, reason, count };
      })
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    contacts: contacts.length,
    covered: whole.covered,
    coverage: whole.coverage,
    precision: whole.precision,
    unneeded: decided.length ? 1 - whole.precision : 0,
    leadTimeHours: leads.length
      ? { p10: quantile(leads, 0.1), p50: quantile(leads, 0.5), p90: quantile(leads, 0.9) }
      : null,
    leadTimes: leadTimesOf(leads, assumptions.withinHours),
    value: whole.value,
    thresholds: thresholdsOf(decided, contacts, counted),
    notes: [...counted.notes],
  };
}

const LADDER = [0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

function thresholdsOf(
  decided: readonly Decided[],
  contacts: readonly Contact[],
  counted: Counted,
): Backtest['thresholds'] {
  if (!decided.length || decided.some(({ chance }) => chance === null)) return [];
  return LADDER.map((atLeast) => {
    const chosen = decided.filter(({ chance }) => (chance as number) >= atLeast);
    const { covered, coverage, precision, value } = sumOf(chosen, contacts, counted);
    return { atLeast, messages: chosen.length, covered, coverage, precision, net: value.net };
  }).filter(({ messages }, i, all) => i === 0 || messages > 0 || (all[i - 1]?.messages ?? 0) > 0);
}

/** The holdout counts as if it were reached: what the play comes to when all are. */
function sumOf(
  decided: readonly Decided[],
  contacts: readonly Contact[],
  { assumptions, since, until }: Counted,
) {
  const met = decided.flatMap(({ contact }) => (contact ? [contact] : []));
  const usual = meanHandling(contacts);
  const minutes = met.reduce((sum, { handleSeconds }) => sum + (handleSeconds ?? usual) / 60, 0);
  const { deflection, costPerMessage, costPerMinute } = assumptions;
  const saved = minutes * deflection * costPerMinute;
  const spent = decided.length * costPerMessage;
  const months = Math.max(1, until - since) / (30 * DAY);
  return {
    covered: met.length,
    coverage: contacts.length ? met.length / contacts.length : 0,
    precision: decided.length ? met.length / decided.length : 0,
    value: {
      contactsSpared: met.length * deflection,
      handlingMinutes: minutes * deflection,
      saved,
      spent,
      net: saved - spent,
      netMonthly: (saved - spent) / months,
    },
  };
}

function meanHandling(contacts: readonly Contact[]): number {
  const known = contacts.flatMap(({ handleSeconds }) => handleSeconds ?? []);
  return known.length ? known.reduce((a, b) => a + b, 0) / known.length : 0;
}

function leadTimesOf(leads: readonly number[], withinHours: number): Backtest['leadTimes'] {
  const STEPS = 12;
  const step = withinHours / STEPS;
  return Array.from({ length: STEPS }, (_, i) => ({
    fromHours: i * step,
    toHours: (i + 1) * step,
    contacts: leads.filter((lead) => lead > i * step && lead <= (i + 1) * step).length,
  }));
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

/** The value below which the given share of sorted values lies (nearest rank). */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? 0;
}
