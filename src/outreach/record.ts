import type { Channels } from '../channels/index.ts';
import { holdCustomers } from '../customers/index.ts';
import type { Ingest } from '../ingest/index.ts';
import { type Clock, type Db, holdBucket, keepPlans, type Metrics, type Tx } from '../platform/index.ts';
import { afterAttempt } from './fallback.ts';
import { appendLog } from './log-store.ts';
import { type Play, playOf } from './play.ts';
import { planAgainAbout } from './project.ts';
import type { Answered } from './sending.ts';
import { sentEvent } from './sent-event.ts';
import { lockByIds, putSteps } from './store.ts';
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
  const steps = answered
    .map(({ claimed, after }) => ({
      claimed,
      after: afterAttempt(after, playOf(plays, after), deps.channels, now),
    }))
    .sort((a, b) => (a.claimed.id < b.claimed.id ? -1 : 1));
  const details = new Map(answered.map(({ claimed, detail }) => [claimed.id, detail]));
  const again = steps
    .filter(({ after }) => after.status === 'planned')
    .map(({ claimed }) => claimed.customerId);
  await deps.db.transaction(async (tx) => {
    // Bucket, customer, outreach: the order in which an event takes them. Another order would close a circle.
    const [, , , ours] = await Promise.all([
      keepPlans(tx),
      holdBucket(tx, bucket, 'shared'),
      again.length ? holdCustomers(tx, bucket, again) : null,
      putSteps(tx, bucket, steps, details),
    ]);
    const rows = steps.filter(({ claimed }) => ours.has(claimed.id)).map(({ after }) => after);
    await keepDetails(
      tx,
      bucket,
      answered.filter(({ claimed }) => !ours.has(claimed.id)),
    );
    const sent = rows.filter((row) => row.status === 'sent').map(sentEvent);
    if (sent.length) await deps.ingest.acceptIn(tx, bucket, sent);
    // While it was being sent, an event may have moved what it hangs on.
    const open = rows.filter((row) => row.status === 'planned');
    if (open.length) await planAgainAbout(tx, bucket, open, now);
  });
  for (const { after } of answered) countOutcome(deps.metrics, after);
}

/** A report of its delivery may have come before the answer to its sending, whose detail is kept all the same. */
async function keepDetails(tx: Tx, bucket: number, overtaken: readonly Answered[]): Promise<void> {
  const told = new Map(overtaken.filter(({ detail }) => detail).map((one) => [one.claimed.id, one]));
  if (!told.size) return;
  const rows = (await lockByIds(tx, bucket, [...told.keys()])).filter(
    (row) => row.providerId === told.get(row.id)?.after.providerId,
  );
  await appendLog(tx, bucket, rows, new Map([...told].map(([id, { detail }]) => [id, detail])));
}

/** Reasons are counted without their particulars, of which there is no end. */
export function countOutcome(metrics: Metrics, { status, statusReason }: Outreach): void {
  metrics.outreach.inc({ status, reason: statusReason?.split(':')[0] ?? '' });
}
