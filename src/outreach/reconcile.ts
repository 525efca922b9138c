import type { Channels, Finding } from '../channels/index.ts';
import type { Clock, Db, Log } from '../platform/index.ts';
import { afterAsking, onceEach, type Tries } from './asking.ts';
import { idOnChannel } from './fallback.ts';
import { knownProviderIds } from './store.ts';
import type { Outreach } from './types.ts';

type ReconcileDeps = { db: Db; clock: Clock; channels: Channels; log: Log };

/** Asks the providers what became of rows of unknown fate. Never throws. */
export async function reconcile(
  deps: ReconcileDeps,
  rows: readonly Outreach[],
  tries: ReadonlyMap<string, Tries>,
): Promise<{ claimed: Outreach; after: Outreach }[]> {
  const findings = onceEach(await Promise.all(rows.map((row) => ask(deps, row, tries.get(row.id)))));
  return rows.map((row, i) => {
    const found = findings[i] as Finding;
    const after = afterAsking(row, found, deps.clock.now(), tries.get(row.id)?.asked);
    if (after.status === 'unknown' && after.nextAttemptAt === null) {
      const why = found.kind === 'cannot tell' ? found.why : undefined;
      deps.log.warn(
        { outreach: row.id, why },
        'whether a message was sent cannot be told; it is left as unknown',
      );
    }
    return { claimed: row, after };
  });
}

async function ask(deps: ReconcileDeps, row: Outreach, tries: Tries | undefined): Promise<Finding> {
  const channel = deps.channels.get(row.channel ?? '');
  if (!channel || !row.address || !row.message)
    return { kind: 'cannot tell', why: 'its channel is not open', askAgain: true };
  const { bucket, address: to, expiresAt } = row;
  const { subject, text } = row.message;
  const tried = tries ?? { firstTriedAt: row.gatedAt ?? row.createdAt, lastTriedAt: row.updatedAt };
  const others = (providerIds: readonly string[]) => knownProviderIds(deps.db, providerIds);
  try {
    return await channel.find({
      id: idOnChannel(row),
      bucket,
      to,
      subject,
      text,
      expiresAt,
      ...tried,
      others,
    });
  } catch (error) {
    deps.log.error({ err: error, outreach: row.id }, 'a channel threw where it should have answered');
    return { kind: 'cannot tell', why: (error as Error).message, askAgain: true };
  }
}
