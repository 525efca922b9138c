import type { DeliveryReport } from '../channels/index.ts';
import type { Instant } from '../platform/index.ts';
import type { Outreach } from './types.ts';

/**
 * Pure: what a row becomes by a provider's report of its delivery. Reports come in any order and repeatedly, so what is
 * known only grows: accepted, then failed, then delivered. A report proves that the message was taken, also where no
 * answer to its sending came, or where it was held to be lost and is about to be sent again. Returns the row itself
 * when nothing changes.
 */
export function afterReport(row: Outreach, report: DeliveryReport, now: Instant): Outreach {
  // Never handed to a provider: whatever this is about, it is not this row.
  if (row.attempts === 0) return row;
  const aboutAnother = row.providerId !== null && row.providerId !== report.providerId;
  // Where it went out twice all the same, what counts is that one of them arrived.
  if (aboutAnother && report.kind !== 'delivered') return row;
  const known = aboutAnother ? (row.status === 'delivered' ? 3 : 0) : knownOf(row);
  const told = RANK[report.kind];
  // Two failures of one message may come in either order, too.
  const sameFailure = told === RANK.failed && known === told && (report.why ?? '') > (row.statusReason ?? '');
  if (told < known || (told === known && row.providerId !== null && !sameFailure)) return row;
  return {
    ...row,
    status: STATUS[report.kind],
    statusReason: report.kind === 'failed' ? report.why : null,
    nextAttemptAt: null,
    providerId: report.providerId,
    sentAt: row.sentAt ?? now,
    updatedAt: now,
  };
}

const RANK = { accepted: 1, failed: 2, delivered: 3 } as const;
const STATUS = { accepted: 'sent', failed: 'failed', delivered: 'delivered' } as const;

/** A failure without the provider's id is one of ours: given up, or refused, where an earlier attempt had got through. */
function knownOf(row: Outreach): number {
  if (row.status === 'delivered') return RANK.delivered;
  if (row.status === 'failed' && row.providerId !== null) return RANK.failed;
  return row.status === 'sent' ? RANK.accepted : 0;
}
