import { iso } from '../../platform/index.ts';
import type { Backtest, Decided } from './report.ts';

/** A backtest as one JSON document: the report, and every message with the contact that it came before. */
export function backtestDocument(report: Backtest, decided: readonly Decided[]) {
  return {
    ...report,
    since: iso(report.since),
    until: iso(report.until),
    outreach: decided.map(({ contact, at, ...one }) => ({
      ...one,
      at: iso(at),
      contact: contact && { id: contact.id, at: iso(contact.at) },
    })),
  };
}
