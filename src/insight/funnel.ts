import { type Figure, type OutreachStatus, type Period, STATUSES } from './filters.ts';
import type { StatusCount } from './store.ts';

/** One reason's outreach by status, and why those that did not go out did not. */
export type Funnel = {
  reason: string;
  all: Figure;
  statuses: { status: OutreachStatus; count: Figure; whys: { why: string | null; count: Figure }[] }[];
}[];

/** The reasons with most outreach first, statuses in the order in which an outreach passes them. */
export function funnelOf(counts: readonly StatusCount[], period: Period): Funnel {
  const sum = (rows: readonly StatusCount[]) => rows.reduce((total, row) => total + row.outreach, 0);
  const reasons = [...new Set(counts.map((row) => row.reason))].sort();
  const funnel = reasons.map((reason) => {
    const ofReason = counts.filter((row) => row.reason === reason);
    const statuses = STATUSES.flatMap((status) => {
      const rows = ofReason.filter((row) => row.status === status);
      if (!rows.length) return [];
      const opens = (why?: string | null): Figure['opens'] => ({
        rows: 'outreach',
        filter: { ...period, reason, status, ...(why === undefined ? {} : { why }) },
      });
      const whys = rows
        .filter((row) => row.why !== null || rows.length > 1)
        .sort((a, b) => b.outreach - a.outreach || String(a.why).localeCompare(String(b.why)))
        .map((row) => ({ why: row.why, count: { value: row.outreach, opens: opens(row.why) } }));
      return [{ status, count: { value: sum(rows), opens: opens() }, whys }];
    });
    const all: Figure = { value: sum(ofReason), opens: { rows: 'outreach', filter: { ...period, reason } } };
    return { reason, all, statuses };
  });
  return funnel.sort((a, b) => b.all.value - a.all.value);
}
