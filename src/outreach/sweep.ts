import { loadTimelines, lockCustomers } from '../customers/index.ts';
import { type Forecaster, forecasterOver } from '../forecast/index.ts';
import {
  type Clock,
  DAY,
  type Db,
  HOUR,
  holdBucket,
  type Instant,
  type Log,
  type Tx,
} from '../platform/index.ts';
import { chanceOf, crossedAt, hoursOf } from './crossing.ts';
import { type PlanTask, planAbout } from './plan-about.ts';
import type { Play } from './play.ts';
import { loadPlays } from './play-store.ts';
import { bucketsToSweep, claimSweep, customersInMotion, endSweep } from './sweep-store.ts';

export type SweepDeps = {
  db: Db;
  clock: Clock;
  /** The model in use; null before the first training. */
  forecaster: (at: Instant) => Promise<Forecaster | null>;
  log: Log;
};

/** Customers whose timelines are in memory at a time. */
const PAGE = 200;

/** Looks, once a full hour, for customers whose forecast has crossed the threshold of a launched play, and plans for them. */
export async function sweepDue(deps: SweepDeps, stopping: () => boolean = () => false): Promise<void> {
  const hour = Math.floor(deps.clock.now() / HOUR) * HOUR;
  const due: { play: Play; bucket: number }[] = [];
  for (const play of await sweptPlays(deps.db))
    for (const bucket of await bucketsToSweep(deps.db, play.id, hour)) due.push({ play, bucket });
  if (!due.length) return;
  const current = await deps.forecaster(hour);
  if (!current) return;
  // The hours that were missed are looked at, too, each as the company stood then.
  const forecaster = await forecasterOver(deps.db, current, hour - DAY);
  for (const { play, bucket } of due) {
    if (stopping()) return;
    try {
      await sweepBucket(deps, forecaster, play, bucket, hour);
    } catch (err) {
      deps.log.error({ err, bucket, play: play.id }, 'a look at forecasts failed; it is tried again');
    }
  }
}

/** The next full hour at which forecasts are looked at, or null when no play asks for it. */
export async function nextSweep(db: Db, after: Instant): Promise<Instant | null> {
  return (await sweptPlays(db)).length ? (Math.floor(after / HOUR) + 1) * HOUR : null;
}

async function sweptPlays(db: Db): Promise<Play[]> {
  return (await loadPlays(db)).filter(
    (play) => play.status === 'launched' && play.trigger.kind === 'forecast',
  );
}

async function sweepBucket(
  { db, clock }: SweepDeps,
  forecaster: Forecaster,
  play: Play,
  bucket: number,
  hour: Instant,
): Promise<void> {
  await db.transaction(async (tx) => {
    await holdBucket(tx, bucket, 'shared');
    const done = await claimSweep(tx, bucket, play.id, hour);
    if (done === null) return;
    const customers = await customersInMotion(tx, bucket, hour);
    const tasks: PlanTask[] = [];
    for (let from = 0; from < customers.length; from += PAGE)
      tasks.push(
        ...(await crossings(
          tx,
          bucket,
          customers.slice(from, from + PAGE),
          forecaster,
          play,
          hoursOf(done, hour),
        )),
      );
    if (tasks.length) {
      const now = clock.now();
      await lockCustomers(tx, bucket, new Map(tasks.map(({ customerId }) => [customerId, now])));
      await planAbout(tx, bucket, tasks, now);
    }
    await endSweep(tx, bucket, play.id, hour);
  });
}

async function crossings(
  tx: Tx,
  bucket: number,
  customers: readonly string[],
  forecaster: Forecaster,
  play: Play,
  hours: readonly Instant[],
): Promise<PlanTask[]> {
  const { trigger } = play;
  if (trigger.kind !== 'forecast') return [];
  const tasks: PlanTask[] = [];
  for (const [customerId, timeline] of await loadTimelines(tx, bucket, customers)) {
    const chances = [...forecaster.forecastEach(timeline, hours)].map((one) =>
      chanceOf(one, trigger, play.reason),
    );
    const at = crossedAt(hours, chances, trigger.threshold);
    if (at !== null) tasks.push({ play, customerId, subject: null, crossedAt: at });
  }
  return tasks;
}
