import type { DeliveryReport } from '../channels/index.ts';
import { loadCustomers, lockCustomers } from '../customers/index.ts';
import { holdBucket } from '../platform/index.ts';
import { count, type DeliverDeps } from './deliver.ts';
import { afterAttempt, rowOnChannel } from './fallback.ts';
import { loadPlays } from './play-store.ts';
import { planAgainAbout } from './project.ts';
import { afterReport } from './report.ts';
import { sentEvent } from './sent-event.ts';
import { findOutreach, lockByIds, putOutreach } from './store.ts';

type ReportDeps = Pick<DeliverDeps, 'db' | 'clock' | 'ingest' | 'channels' | 'bell' | 'metrics'>;

/** Records what a provider says became of a message. One about outreach that is gone, as of a customer erased, is of no use. */
export async function takeReport(
  deps: ReportDeps,
  about: { id: string; bucket: number },
  report: DeliveryReport,
): Promise<void> {
  const { bucket } = about;
  const { id, movedOn } = rowOnChannel(about.id);
  const now = deps.clock.now();
  const after = await deps.db.transaction(async (tx) => {
    // Bucket, customer, outreach: the order in which an event takes them. Another order would close a circle.
    await holdBucket(tx, bucket, 'shared');
    const found = await findOutreach(tx, bucket, id);
    if (!found) return null;
    // Not there any more where their records have moved to another id: then the row is all that is left to change.
    const { customerId } = found;
    const customer = (await loadCustomers(tx, bucket, [customerId])).get(customerId);
    if (customer) await lockCustomers(tx, bucket, new Map([[customerId, found.createdAt]]));
    const [before] = await lockByIds(tx, bucket, [id]);
    if (!before) return null;
    const reported = afterReport(before, movedOn, report, now);
    if (reported === before) return null;
    const play = (await loadPlays(tx)).find((one) => one.id === before.playId) ?? null;
    const after = afterAttempt(reported, play, deps.channels, now);
    await putOutreach(tx, bucket, [after]);
    if (!customer) return after;
    // The answer to its sending may never come, so the timeline learns of it here, too, unless it has been told.
    if (before.status !== 'sent' && (after.status === 'sent' || after.status === 'delivered'))
      await deps.ingest.acceptIn(tx, bucket, [sentEvent(after)]);
    // It was held not to have been told, and facts may have moved since. A failure is not planned about: a phone that is
    // off would be sent correction after correction.
    if (before.status === 'planned') await planAgainAbout(tx, bucket, [after], now);
    return after;
  });
  if (!after) return;
  count(deps.metrics, after);
  deps.bell.ring('outreach');
}
