import { iso } from '../../platform/index.ts';
import type { Backtest } from './report.ts';

/** A backtest in lines for a terminal. */
export function renderBacktest(report: Backtest): string {
  const { play, assumptions, messagesPerCustomer: per, leadTimeHours: lead, value } = report;
  const money = (amount: number) => `${amount.toFixed(0)} ${assumptions.currency}`;
  const channels = Object.entries(report.channels)
    .map(([channel, count]) => `${count} by ${channel}`)
    .join(', ');
  return [
    `${play.id}, had it been launched on ${iso(report.since)}, up to ${iso(report.until)}:`,
    '',
    `  reaches      ${report.customers} customers with ${report.messages} messages${channels ? ` (${channels})` : ''}; ${report.heldOut} more held out, ${report.corrections} corrections`,
    `  per customer ${per.mean.toFixed(1)} on average, 90 % get no more than ${per.p90}, at most ${per.most}`,
    `  comes before ${report.covered} of ${report.contacts} ${play.reason} contacts (${percent(report.coverage)}), within ${assumptions.withinHours} h of the message`,
    `  precision    ${percent(report.precision)} of messages: a contact came after them; ${percent(report.unneeded)} nobody needed`,
    ...(lead
      ? [`  lead time    ${hours(lead.p10)}, ${hours(lead.p50)}, ${hours(lead.p90)} (p10, p50, p90)`]
      : ['  lead time    no contact came after a message']),
    `  worth        ${money(value.saved)} saved − ${money(value.spent)} for messages = ${money(value.net)} (${money(value.netMonthly)} a month),`,
    `               assuming that ${percent(assumptions.deflection)} of those contacts are not made, ${assumptions.costPerMinute} ${assumptions.currency} a minute, ${assumptions.costPerMessage} a message`,
    ...(report.withheld.length
      ? [
          '  withheld',
          ...report.withheld.map(
            ({ status, reason, count }) => `    ${String(count).padStart(7)} ${status}: ${reason}`,
          ),
        ]
      : []),
    ...(report.thresholds.length
      ? [
          '',
          '  sent only where the forecast is at least',
          '             messages   covered  coverage  precision       net',
          ...report.thresholds.map(
            (one) =>
              `      ${one.atLeast.toFixed(2)} ${String(one.messages).padStart(9)} ${String(one.covered).padStart(9)} ${percent(one.coverage).padStart(9)} ${percent(one.precision).padStart(10)} ${one.net.toFixed(0).padStart(9)}`,
          ),
        ]
      : []),
    ...report.notes.map((note) => `  Note: ${note}.`),
  ].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function hours(span: number): string {
  return span < 1 ? `${Math.round(span * 60)} min` : `${span.toFixed(1)} h`;
}
