import { DAY, type Instant, idOf } from '../../platform/index.ts';
import { plain } from '../words.ts';
import { explain } from './explain.ts';
import type { Money, Opportunity } from './opportunity.ts';
import { sendAtOf } from './send.ts';
import type { Count, Covered, Finding, Trigger } from './types.ts';

export type Figures = {
  finding: Finding;
  count: Count;
  reasonTotal: number;
  customerHours: number;
  span: { first: Instant; last: Instant };
  heldOut: Opportunity['heldOut'];
  qValue: number;
  alsoSeenAs: readonly Trigger[];
  money: Money;
};

export function opportunityOf(figures: Figures): Opportunity {
  const { finding, count, reasonTotal, customerHours, heldOut, qValue, money } = figures;
  const { reason, trigger, where } = finding;
  const { covered, occurrences } = count;
  const precision = occurrences ? count.followed / occurrences : 0;
  const perHour = reasonTotal / Math.max(1, customerHours);
  const baseRate = 1 - Math.exp(-perHour * count.meanHours);
  const sorted = Float64Array.from(covered, ({ leadHours }) => leadHours).sort();
  const quantile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const minutes = monthlyMinutes(covered, figures.span);
  const cost = minutes === null ? null : minutes * money.costPerMinute;
  const channels: Record<string, number> = {};
  for (const { channel } of covered) channels[channel] = (channels[channel] ?? 0) + 1;
  const shown = {
    id: idOf('opportunity', reason, JSON.stringify(trigger.anchor), sideOf(trigger)),
    reason,
    trigger: shownTrigger(trigger),
    where: where.map(({ feature, op, value, words }) => ({ feature, op, value, words })),
    contacts: covered.length,
    customers: new Set(covered.map(({ customerId }) => customerId)).size,
    coverage: reasonTotal ? covered.length / reasonTotal : 0,
    occurrences,
    precision,
    baseRate,
    lift: baseRate ? precision / baseRate : 0,
    heldOut,
    leadTimeHours: { p10: quantile(0.1), p50: quantile(0.5), p90: quantile(0.9) },
    leadTimes: histogram(sorted),
    channels,
    handlingMinutesMonthly: minutes,
    handlingCostMonthly: cost,
    monthlyValue: cost,
    currency: money.currency,
    sendAt: sendAtOf(trigger, covered),
    qValue: Math.max(qValue, Number.MIN_VALUE),
    alsoSeenAs: figures.alsoSeenAs.map(nameOf),
  };
  return { ...shown, explanation: explain(shown, reasonTotal) };
}

/** How the trigger is called in a list of others. */
function nameOf({ anchor, without, window }: Trigger): string {
  const open = without === null ? '' : ` without ${without}`;
  if (anchor.kind === 'event') return `${anchor.name}${open}`;
  const name = `${plain(anchor.name)} of the ${plain(anchor.subject)}`;
  if (anchor.kind === 'moved') return `${name} moved ${anchor.direction}${open}`;
  return `${name} ${window.from < 0 ? 'ahead' : 'passed'}${open}`;
}

function shownTrigger({ anchor, without, late, window }: Trigger): Opportunity['trigger'] {
  return {
    kind: late ? 'overdue' : anchor.kind,
    name: anchor.name,
    subject: anchor.kind === 'event' ? null : anchor.subject,
    without,
    direction: anchor.kind === 'moved' ? anchor.direction : null,
    window: { fromHours: window.from, toHours: window.to },
  };
}

function sideOf({ window }: Trigger): string {
  return window.from < 0 ? 'before' : 'after';
}

/** Contacts whose length is not known count as long as the others on average. */
function monthlyMinutes(covered: readonly Covered[], { first, last }: Figures['span']): number | null {
  const known = covered.flatMap(({ handleSeconds }) => (handleSeconds === null ? [] : [handleSeconds]));
  if (!known.length) return null;
  const mean = known.reduce((sum, seconds) => sum + seconds, 0) / known.length;
  const months = Math.max(1 / 30, (last - first) / DAY / 30);
  return (mean * covered.length) / 60 / months;
}

const STEPS = 12;
function histogram(sorted: Float64Array): Opportunity['leadTimes'] {
  const end = sorted[Math.floor(0.98 * (sorted.length - 1))] ?? 0;
  const step = end / STEPS || 1;
  return Array.from({ length: STEPS }, (_, i) => ({
    fromHours: i * step,
    toHours: (i + 1) * step,
    contacts: sorted.filter((lead) => Math.min(STEPS - 1, Math.floor(lead / step)) === i).length,
  }));
}
