import { type Instant, ManualClock, SECOND } from '../platform/index.ts';
import { type DeliverDeps, deliverDue } from './deliver.ts';
import { nextAttempt } from './store.ts';
import { nextSweep, type SweepDeps, sweepDue } from './sweep.ts';

/** How long a due row may lie before a worker looks. */
const POLL = SECOND;
/** The same while there is work: often enough to be on time, seldom enough to find more than a row in a bucket. */
const POLL_BUSY = SECOND / 4;

export type Worker = {
  /** Does what is due now; calls that come while one runs wait for it and then look again. */
  runDue(): Promise<void>;
  /** Only with a manual clock: moves it to `to`, stopping at each instant at which work is due to do that work. */
  advanceTo(to: Instant): Promise<void>;
  /** Begins to look every second, or oftener while there is work; real time only. */
  start(): void;
  stop(): Promise<void>;
};

/** The shell around delivery: when to look for work. One run at a time in a process. */
export function openWorker(deps: DeliverDeps & SweepDeps): Worker {
  let running: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = running.then(work);
    running = next.catch(() => {});
    return next;
  };
  const work = async (stopping?: () => boolean) => {
    await sweepDue(deps, stopping);
    return deliverDue(deps, stopping);
  };
  const tick = async () => {
    // A failure (the store is away) is told and tried again: rows keep their state, so nothing is lost.
    const worked = await inTurn(() => work(() => stopped)).catch((error) => {
      deps.log.error({ err: error }, 'outreach work failed');
      return false;
    });
    if (!stopped) timer = setTimeout(tick, worked ? POLL_BUSY : POLL);
  };
  return {
    runDue: () => inTurn(async () => void (await work())),
    advanceTo: (to) =>
      inTurn(async () => {
        const { clock } = deps;
        if (!(clock instanceof ManualClock)) throw new Error('only a manual clock can be moved');
        if (to < clock.now()) clock.set(to);
        for (;;) {
          await work();
          const now = clock.now();
          const next = Math.min(
            (await nextAttempt(deps.db, now)) ?? Infinity,
            (await nextSweep(deps.db, now)) ?? Infinity,
          );
          if (next > to) break;
          clock.set(next);
        }
        clock.set(to);
      }),
    start: () => {
      stopped = false;
      void tick();
    },
    stop: async () => {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
