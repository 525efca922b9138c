import type { Decided, Outreach } from '../../../outreach/index.ts';

/** Which rows of a backtest are listed: messages by what came of them, or what did not go by its reason. */
export type Shown = {
  rows: (typeof ROWS)[number];
  /** Of messages: those of at least this chance. */
  atLeast?: number;
  /** Of what was withheld. */
  status?: string;
  reason?: string;
};

const ROWS = ['all', 'sent', 'before', 'unneeded', 'held', 'withheld'] as const;

export function readShown(query: Record<string, string>): Shown {
  const rows = ROWS.find((one) => one === query.rows) ?? 'all';
  if (rows === 'withheld') return { rows, status: query.status ?? '', reason: query.reason ?? '' };
  const atLeast = Number(query.atLeast);
  return query.atLeast && Number.isFinite(atLeast) ? { rows, atLeast } : { rows };
}

export function messagesShown(decided: readonly Decided[], { rows, atLeast }: Shown): Decided[] {
  return decided
    .filter((one) => atLeast === undefined || (one.chance ?? 0) >= atLeast)
    .filter(({ contact, heldOut }) => {
      if (rows === 'before') return contact !== null;
      if (rows === 'unneeded') return contact === null;
      return rows === 'all' || heldOut === (rows === 'held');
    })
    .sort((a, b) => a.at - b.at);
}

/** The rows that a line of what was withheld counted, as the report counts them. */
export function withheldShown(rows: readonly Outreach[], { status, reason }: Shown): Outreach[] {
  return rows
    .filter(
      (row) =>
        row.gatedAt === null && row.status === status && (row.statusReason?.split(':')[0] ?? '') === reason,
    )
    .sort((a, b) => a.dueAt - b.dueAt);
}
