import type { DeliveryReport } from '../channels/index.ts';
import { loadCustomers, lockCustomers } from '../customers/index.ts';
import { holdBucket } from '../platform/index.ts';
import type { DeliverDeps } from './deliver.ts';
import { afterAttempt, ofIdOnChannel } from './fallback.ts';
import { playOf } from './play.ts';
import { loadPlays } from './play-store.ts';
import { planAgainAbout } from './project.ts';
import { countOutcome } from './record.ts';
import { afterReport } from './report.ts';
import { sentEvent } from './sent-event.ts';
import { findOutreach, lockByIds, putOutreach } from './store.ts';

type ReportDeps = Pick<DeliverDeps, 'db' | 'clock' | 'ingest' | 'channels' | 'bell' | 'metrics'>;

/** Records what a provider says became of a message. One about outreach that is gone, as of a customer erased, is of no use. */
export async function takeReport(
  deps: ReportDeps,
  { id: idGiven, bucket }: { id: string; bucket: number },
  report: DeliveryReport,
): Promise<void> {
  const now = deps.clock.now();
  const { id, tried } = ofIdOnChannel(idGiven);
  const after = await deps.db.transaction(async (tx) => {
    // Bucket, customer, outreach: the order in which an event takes them. Another order would close a circle.
    await holdBucket(tx, bucket, 'shared');
    const about = await findOutreach(tx, bucket, id);
    if (!about) return null;
    // Not there any more where their records have moved to another id: then the row is all that is left to change.
    const { customerId } = about;
    const customer = (await loadCustomers(tx, bucket, [customerId])).get(customerId);
    if (customer) await lockCustomers(tx, bucket, new Map([[customerId, about.createdAt]]));
    const [before] = await lockByIds(tx, bucket, [id]);
    if (!before) return null;
    const reported = afterReport(before, tried, report, now);
    if (reported === before) return null;
    const after = afterAttempt(reported, playOf(await loadPlays(tx), reported), deps.channels, now);
    await putOutreach(tx, bucket, [after]);
    if (!customer) return after;
    // The answer to its sending may never come, so the timeline learns of it here, too, unless it has been told.
    if (before.status !== 'sent' && reported.status !== 'failed')
      await deps.ingest.acceptIn(tx, bucket, [sentEvent(reported)]);
    // It was held not to have been told, and facts may have moved since. A failure is not planned about: a phone that is
    // off would be sent correction after correction.
    if (before.status === 'planned') await planAgainAbout(tx, bucket, [after], now);
    return after;
  });
  if (!after) return;
  countOutcome(deps.metrics, after);
  deps.bell.ring('outreach');
}
