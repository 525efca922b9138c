import type { Config } from '../../../config/index.ts';
import {
  type Assumptions,
  type Backtest,
  BacktestError,
  backtest,
  type Decided,
  type Outreach,
  type Play,
  type Policy,
} from '../../../outreach/index.ts';
import type { Clock, Db, Instant, Log } from '../../../platform/index.ts';

/** What a play is tried with. */
export type Trying = { play: Play; since: Instant | undefined; assumptions: Assumptions };
export type Progress = { phase: string; done: number; total: number };
export type Trial = Trying & { number: number } & (
    | { state: 'running'; progress: Progress }
    | { state: 'done'; report: Backtest; decided: Decided[]; rows: Outreach[] }
    | { state: 'failed'; error: string }
  );

/** A trial that came to its end. */
export type Done = Extract<Trial, { state: 'done' }>;

export type Trials = {
  /** The last trial of a play, whatever version it was of. */
  of(playId: string): Trial | null;
  /** The one under way. */
  running(): Trial | null;
  /** Begins a trial, unless one is under way: then that one. */
  start(trying: Trying): Trial;
  stop(playId: string): void;
};

type Deps = {
  db: Db;
  clock: Clock;
  policy: Policy;
  config: Pick<Config, 'handling'>;
  stopping?: AbortSignal;
  log?: Log;
};

/** So many plays' last trials are kept. */
const KEPT = 8;

/**
 * Backtests under way and done, one at a time, as each takes what the machine has. They live with the process: what is
 * lost with it is run again. Ended when the service stops, or on request.
 */
export function openTrials({ db, clock, policy, stopping, log }: Deps): Trials {
  const trials = new Map<string, Trial>();
  let current: { playId: string; end: AbortController } | null = null;
  let count = 0;
  stopping?.addEventListener('abort', () => current?.end.abort());

  function put(trial: Trial): Trial {
    trials.delete(trial.play.id);
    trials.set(trial.play.id, trial);
    for (const id of trials.keys()) if (trials.size > KEPT && id !== current?.playId) trials.delete(id);
    return trial;
  }

  async function run(trying: Trying, number: number, end: AbortSignal): Promise<void> {
    try {
      const result = await backtest({
        ...trying,
        db: breathing(db, end),
        policy,
        now: clock.now(),
        onProgress: (progress) => {
          end.throwIfAborted();
          put({ ...trying, number, state: 'running', progress });
        },
      });
      put({ ...trying, number, state: 'done', ...result });
    } catch (error) {
      if (end.aborted) trials.delete(trying.play.id);
      else {
        // What the history lacks is told; anything else is a fault of ours.
        const known = error instanceof BacktestError;
        if (!known) log?.error({ err: error, play: trying.play.id }, 'backtest failed');
        const words = known ? error.message : 'Something failed on our side. It was logged.';
        put({ ...trying, number, state: 'failed', error: words });
      }
    } finally {
      current = null;
    }
  }

  return {
    of: (playId) => trials.get(playId) ?? null,
    running: () => (current && trials.get(current.playId)) ?? null,
    start: (trying) => {
      const before = current && trials.get(current.playId);
      if (before) return before;
      const end = new AbortController();
      current = { playId: trying.play.id, end };
      const number = ++count;
      const trial = put({
        ...trying,
        number,
        state: 'running',
        progress: { phase: 'looking', done: 0, total: 1 },
      });
      void run(trying, number, end.signal);
      return trial;
    },
    stop: (playId) => {
      if (current?.playId === playId) current.end.abort();
    },
  };
}

/**
 * The store, with a pause before each question in which everything else gets its turn: the embedded store answers
 * within the same turn of the event loop, and a replay over it would hold up pages and messages to its end.
 */
function breathing(db: Db, end: AbortSignal): Db {
  return {
    ...db,
    query: async (sql, params) => {
      await new Promise((go) => setImmediate(go));
      end.throwIfAborted();
      return db.query(sql, params);
    },
  };
}
