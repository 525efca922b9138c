import type { DeliveryReport } from '../channels/index.ts';
import type { Instant } from '../platform/index.ts';
import type { Outreach } from './types.ts';

/**
 * Pure: what a row becomes by a provider's report of its delivery; `tried` is how many channels had been tried in vain
 * when that message went out. Reports come in any order and repeatedly, so what is known only grows: accepted, then
 * failed, then delivered. A report proves that the message was taken, also where no answer to its sending came, or where
 * it was held to be lost and is about to be sent again. Returns the row itself when nothing changes.
 */
export function afterReport(row: Outreach, tried: number, report: DeliveryReport, now: Instant): Outreach {
  // Never handed to a provider: whatever this is about, it is not this row.
  if (row.attempts === 0 || row.status === 'delivered' || tried > row.tried.length) return row;
  const delivered = report.kind === 'delivered';
  if (tried < row.tried.length) {
    // Late, but it has arrived: nothing more is sent, unless another channel has taken it over already.
    return delivered && row.channel === row.tried[tried]
      ? told({ ...row, tried: row.tried.slice(0, tried) }, report, now)
      : row;
  }
  const isSame = row.providerId === report.providerId;
  const known = knownOf(row);
  // Under the id that the row has already, an attempt before the present one is told of again.
  const isNew = known === 'nothing' && !isSame;
  if (delivered) return told(isNew ? { ...row, sentAt: null } : row, report, now);
  switch (known) {
    case 'nothing':
      return isNew ? told({ ...row, sentAt: null }, report, now) : row;
    case 'accepted':
      return (isSame && report.kind === 'failed') || row.providerId === null ? told(row, report, now) : row;
    case 'failed': {
      // Two failures of one message may come in either order, too.
      const later = (report.why ?? '') > (row.statusReason ?? '');
      return isSame && report.kind === 'failed' && later ? told(row, report, now) : row;
    }
  }
}

const STATUS = { accepted: 'sent', failed: 'failed', delivered: 'delivered' } as const;

function told(row: Outreach, report: DeliveryReport, now: Instant): Outreach {
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

/** What is known of the attempt under way. A failure without the provider's id is ours: given up, or refused, where an attempt before may have got through. */
function knownOf({ status, providerId }: Outreach): 'nothing' | 'accepted' | 'failed' {
  if (status === 'sent') return 'accepted';
  return status === 'failed' && providerId !== null ? 'failed' : 'nothing';
}
