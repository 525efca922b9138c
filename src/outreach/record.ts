import type { Channels } from '../channels/index.ts';
import { holdCustomers } from '../customers/index.ts';
import type { Ingest } from '../ingest/index.ts';
import { type Clock, type Db, holdBucket, type Metrics } from '../platform/index.ts';
import { afterAttempt } from './fallback.ts';
import { type Play, playOf } from './play.ts';
import { planAgainAbout } from './project.ts';
import type { Answered } from './sending.ts';
import { sentEvent } from './sent-event.ts';
import { lockByIds, putOutreach } from './store.ts';
import type { Outreach } from './types.ts';

export type RecordDeps = { db: Db; clock: Clock; ingest: Ingest; channels: Channels; metrics: Metrics };

/** Records what channels answered about rows of a bucket, with what follows from it, in one transaction. */
export async function record(
  deps: RecordDeps,
  plays: readonly Play[],
  bucket: number,
  answered: readonly Answered[],
): Promise<void> {
  const now = deps.clock.now();
  await deps.db.transaction(async (tx) => {
    // Bucket, customer, outreach: the order in which an event takes them. Another order would close a circle.
    await holdBucket(tx, bucket, 'shared');
    await holdCustomers(
      tx,
      bucket,
      answered.map(({ claimed }) => claimed.customerId),
    );
    const ids = answered.map(({ claimed }) => claimed.id);
    const current = new Map((await lockByIds(tx, bucket, ids)).map((row) => [row.id, row]));
    const ours = answered.filter(({ claimed, after }) => isOurs(claimed, after, current.get(claimed.id)));
    const rows = ours.map(({ after }) => afterAttempt(after, playOf(plays, after), deps.channels, now));
    // A report of its delivery may have come before the answer to its sending, whose detail is kept all the same.
    const overtaken = answered
      .filter((one) => !ours.includes(one))
      .flatMap(({ claimed, after, detail }) => {
        const row = current.get(claimed.id);
        return detail && row && row.providerId === after.providerId ? [row] : [];
      });
    const details = new Map(answered.map(({ claimed, detail }) => [claimed.id, detail]));
    await putOutreach(tx, bucket, [...rows, ...overtaken], details);
    const sent = rows.filter((row) => row.status === 'sent').map(sentEvent);
    if (sent.length) await deps.ingest.acceptIn(tx, bucket, sent);
    // While it was being sent, an event may have moved what it hangs on.
    const open = rows.filter((row) => row.status === 'planned');
    if (open.length) await planAgainAbout(tx, bucket, open, now);
  });
  for (const { after } of answered) countOutcome(deps.metrics, after);
}

/** Where another worker took a row over, its word is newer than ours, unless we know that it was sent and it does not. */
function isOurs(claimed: Outreach, after: Outreach, current: Outreach | undefined): boolean {
  if (!current || current.attempts !== claimed.attempts) return false;
  if (current.updatedAt === claimed.updatedAt && current.status === claimed.status) return true;
  return after.status === 'sent' && current.status === 'unknown';
}

/** Reasons are counted without their particulars, of which there is no end. */
export function countOutcome(metrics: Metrics, { status, statusReason }: Outreach): void {
  metrics.outreach.inc({ status, reason: statusReason?.split(':')[0] ?? '' });
}
