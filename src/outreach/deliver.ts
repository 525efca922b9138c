import type { Forecaster } from '../forecast/index.ts';
import type { Ingest } from '../ingest/index.ts';
import { type Bell, type Instant, keepPlans, type Metrics, tryHoldGate } from '../platform/index.ts';
import { audienceOf } from './audience.ts';
import { decide } from './decide.ts';
import { undelivered } from './fallback.ts';
import type { Policy } from './gate.ts';
import { triesOf } from './log-store.ts';
import { giveBack, setAsideFor } from './pacing.ts';
import { type Play, playOf } from './play.ts';
import { loadPlays } from './play-store.ts';
import { type Reach, readReach } from './reach-store.ts';
import { countOutcome, record } from './record.ts';
import { reconcile, type SendingDeps, send } from './sending.ts';
import { bucketsWithWork, claim, putSteps } from './store.ts';
import type { Outreach } from './types.ts';

/** Rows taken, sent side by side and recorded together. All of them must be done within the lease. */
export const CLAIM = 100;

export type DeliverDeps = SendingDeps & {
  ingest: Ingest;
  policy: Policy;
  /** The model in use; null before the first training. */
  forecaster: (at: Instant) => Promise<Forecaster | null>;
  bell: Bell;
  metrics: Metrics;
};

/**
 * Buckets worked on side by side, so that a provider that is slow with one message holds up no customer of another
 * bucket. Fewer than the pool has connections: what is read beside a transaction must find one. The embedded store has
 * a single connection, and one bucket after the other keeps a day on the manual clock alike each time.
 */
const SIDE_BY_SIDE = { postgres: 8, pglite: 1 };

/**
 * Does all outreach work that is due now, or until `stopping` says so. Any number of workers may run it. A bucket whose
 * work fails is told in the log and left for the next run; it holds up no other. Returns whether there was any work.
 */
export async function deliverDue(deps: DeliverDeps, stopping: () => boolean = () => false): Promise<boolean> {
  const failed = new Set<number>();
  let worked = false;
  for (let progress = true; progress; ) {
    progress = false;
    const plays = await loadPlays(deps.db);
    const reach = await readReach(deps.db);
    const waiting = (await bucketsWithWork(deps.db, deps.clock.now())).filter((one) => !failed.has(one));
    const work = async () => {
      for (let bucket = waiting.shift(); bucket !== undefined && !stopping(); bucket = waiting.shift()) {
        try {
          progress = (await deliverBucket(deps, plays, reach, bucket)) > 0 || progress;
        } catch (err) {
          failed.add(bucket);
          deps.log.error({ err, bucket }, 'outreach of a bucket failed; it is tried again');
        }
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE[deps.db.engine] }, work));
    worked ||= progress;
    if (stopping()) break;
  }
  return worked;
}

async function deliverBucket(
  deps: DeliverDeps,
  plays: readonly Play[],
  { channelsOf: priorOf }: Reach,
  bucket: number,
): Promise<number> {
  const now = deps.clock.now();
  const room = await setAsideFor(deps.db, plays, bucket, now, CLAIM);
  const forecaster = plays.some((play) => audienceOf(play)?.usesForecast) ? await deps.forecaster(now) : null;
  const { claimed, decided, tries } = await deps.db.transaction(async (tx) => {
    // Caps count what went before, so that two workers must not decide about one customer at once.
    const [held] = await Promise.all([tryHoldGate(tx, bucket), keepPlans(tx)]);
    if (!held) return { claimed: 0, decided: [], tries: new Map() };
    const [claimed, current] = await Promise.all([
      claim(tx, bucket, now, CLAIM),
      // Read anew: a play that has been paused since sends nothing more.
      loadPlays(tx),
    ]);
    const judging = { policy: deps.policy, plays: current, audienceOf, priorOf, forecaster, allowance: room };
    const planned = claimed.filter((row) => row.status === 'planned');
    const waited = claimed.filter((row) => row.status === 'sent');
    // A row found sending or unknown lost its sender: it is looked up below, and leased so that one worker does so.
    const lost = claimed.filter((row) => row.status !== 'planned' && row.status !== 'sent');
    const tries = await triesOf(
      tx,
      bucket,
      lost.map((row) => row.id),
    );
    const rows = [
      ...(await decide(tx, bucket, planned, judging, now)),
      ...waited.map((row) => undelivered(row, playOf(current, row), now)),
      ...lost.map(
        (row): Outreach => ({
          ...row,
          status: 'unknown',
          statusReason: 'asking_provider',
          nextAttemptAt: now + deps.policy.lease,
          updatedAt: now,
        }),
      ),
    ];
    const before = new Map(claimed.map((row) => [row.id, row]));
    const put = await putSteps(
      tx,
      bucket,
      rows.map((after) => ({ claimed: before.get(after.id) ?? after, after })),
    );
    return { claimed: claimed.length, decided: rows.filter(({ id }) => put.has(id)), tries };
  });
  await giveBack(deps.db, room, now);
  for (const row of decided) if (row.nextAttemptAt === null) countOutcome(deps.metrics, row);
  const [sent, asked] = await Promise.all([
    Promise.all(decided.filter((row) => row.status === 'sending').map((row) => send(deps, row))),
    reconcile(
      deps,
      decided.filter((row) => row.status === 'unknown'),
      tries,
    ),
  ]);
  const answered = [...sent, ...asked];
  if (answered.length) await record(deps, plays, bucket, answered);
  if (claimed) deps.bell.ring('outreach');
  return claimed;
}
