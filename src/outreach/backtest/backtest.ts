import { setImmediate as turn } from 'node:timers/promises';
import { consentsOf, loadTimelines, vocabularyInUse } from '../../customers/index.ts';
import {
  type Forecaster,
  forecasterOver,
  loadForecaster,
  type Trained,
  TrainingError,
  type TrainProgress,
  trainForecaster,
} from '../../forecast/index.ts';
import { BUCKETS, type Db, groupBy, type Instant, iso } from '../../platform/index.ts';
import { audienceOf } from '../audience.ts';
import { chanceOf } from '../crossing.ts';
import type { Policy } from '../gate.ts';
import { UNPACED } from '../pacing.ts';
import { type Play, type PlayDefinition, REACHES } from '../play.ts';
import { loadPlays } from '../play-store.ts';
import { readReach } from '../reach-store.ts';
import type { Outreach } from '../types.ts';
import type { History } from './life.ts';
import { type Assumptions, type Backtest, type Contact, type Decided, matched, reportOf } from './report.ts';
import { simulate } from './simulate.ts';
import { contactsAbout, historyMark, recordSpan } from './store.ts';

/** There is nothing to go through; the message says what to import. */
export class BacktestError extends Error {
  override name = 'BacktestError';
}

export type BacktestOptions = {
  db: Db;
  play: PlayDefinition & { version?: number };
  policy: Policy;
  /** The play is launched then; default: 70 % into the time of contacts. */
  since?: Instant | undefined;
  now: Instant;
  assumptions: Assumptions;
  onProgress?: (progress: {
    phase: TrainProgress['phase'] | 'replaying';
    done: number;
    total: number;
  }) => void;
};

const SHARE_BEFORE = 0.7;
/** Horizon of the chance by which messages are compared on the chart of thresholds. */
const CHANCE = { horizon: '7d' } as const;

/**
 * Runs a play over history as if it had been launched at `since`: with the planner and the gate of live outreach, on
 * what was known at each moment. Nothing is sent or stored. Forecasts are by a model trained on what lies before `since`.
 * The pace of a play is not replayed, nor is the suppression list, which says who must not be reached now.
 */
export async function backtest(
  options: BacktestOptions,
): Promise<{ report: Backtest; decided: Decided[]; rows: Outreach[] }> {
  const { db, play: definition, policy, assumptions, now, onProgress = () => {} } = options;
  const span = await recordSpan(db);
  if (span.first === null || span.last === null || span.end === null)
    throw new BacktestError('there are no contacts to test a play on; import contacts.csv first');
  const since = options.since ?? Math.floor(span.first + (span.last - span.first) * SHARE_BEFORE);
  const until = Math.min(span.end, now);
  if (since >= until)
    throw new BacktestError(
      `--since ${iso(since)} is not before the last thing on record (${iso(until)}): nothing is left to test on`,
    );
  const play: Play = { version: 1, ...definition, status: 'launched' };
  const notes: string[] = [];
  const vocabulary = await vocabularyInUse(db);
  // Whatever is set up here: a play is tried out before its channels are.
  const channels = new Map(Object.entries(REACHES).map(([name, reaches]) => [name, { reaches }]));
  const reach = await readReach(db);
  const judging = {
    policy: { ...policy, channels },
    allowance: UNPACED,
    audienceOf,
    priorOf: reach.channelsOf,
  };
  const beside = (await loadPlays(db)).filter((one) => one.status === 'launched' && one.id !== play.id);
  const plays = [play, ...beside];
  const forecaster = await forecasterBefore(db, since, now, plays, notes, onProgress);
  if (beside.length)
    notes.push(`these plays run beside it, as they do now: ${beside.map(({ id }) => id).join(', ')}`);
  if (play.pace) notes.push('the pace of the play is not replayed: messages go when they are due');
  const decided: Decided[] = [];
  const about: Contact[] = [];
  const kept: Outreach[] = [];
  const withheld = new Map<string, number>();
  let corrections = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    onProgress({ phase: 'replaying', done: bucket, total: BUCKETS });
    const timelines = await loadTimelines(db, bucket);
    const consents = await consentsOf(db, bucket, [...timelines.keys()]);
    const contacts = await contactsAbout(db, bucket, play.reason, since, until);
    about.push(...contacts);
    const byCustomer = groupBy(contacts, (one) => one.customerId);
    for (const [customerId, timeline] of timelines) {
      // A replay is all reckoning: whoever else the process serves gets their turn.
      await turn();
      const history: History = { customerId, timeline, consents: consents.get(customerId) ?? [] };
      const all = simulate(history, { plays, judging, reach, vocabulary, forecaster, since, until });
      const rows = all.filter((row) => row.playId === play.id);
      if (!rows.length) continue;
      kept.push(...rows);
      const chance = (row: Outreach) =>
        forecaster && chanceOf(forecaster.forecast(timeline, row.gatedAt as Instant), CHANCE, play.reason);
      decided.push(...matched(rows, byCustomer.get(customerId) ?? [], assumptions.withinHours, chance));
      corrections += rows.filter((row) => row.kind === 'correction' && row.sentAt !== null).length;
      for (const row of rows.filter((one) => one.gatedAt === null && one.status !== 'planned')) {
        const key = JSON.stringify([row.status, row.statusReason?.split(':')[0] ?? '']);
        withheld.set(key, (withheld.get(key) ?? 0) + 1);
      }
    }
  }
  onProgress({ phase: 'replaying', done: BUCKETS, total: BUCKETS });
  const report = reportOf({
    play,
    since,
    until,
    assumptions,
    decided,
    corrections,
    withheld,
    contacts: about,
    notes,
  });
  return { report, decided, rows: kept };
}

/** The model in use where it has seen nothing of what is replayed, else one trained on what lies before. */
async function forecasterBefore(
  db: Db,
  since: Instant,
  now: Instant,
  plays: readonly Play[],
  notes: string[],
  onProgress: NonNullable<BacktestOptions['onProgress']>,
): Promise<Forecaster | null> {
  const current = await loadForecaster(db).catch(() => null);
  if (current && current.forecaster.trainedUntil <= since)
    return forecasterOver(db, current.forecaster, null);
  try {
    const { forecaster } = await trainedOnce(db, since, () =>
      trainForecaster({ db, until: since, now, onProgress }),
    );
    return await forecasterOver(db, forecaster, null);
  } catch (error) {
    if (!(error instanceof TrainingError)) throw error;
    if (plays.some((one) => one.trigger.kind === 'forecast' || audienceOf(one)?.usesForecast))
      throw new BacktestError(`a forecast is needed: ${error.message}`);
    notes.push(`thresholds are not compared: ${error.message}`);
    return null;
  }
}

/** The model trained last for a backtest: whoever tries a play out again with other figures need not wait for it again. */
const trainedLast = new WeakMap<Db, { key: string; trained: Trained }>();

async function trainedOnce(db: Db, since: Instant, train: () => Promise<Trained>): Promise<Trained> {
  const key = JSON.stringify([since, await historyMark(db, since)]);
  const last = trainedLast.get(db);
  if (last?.key === key) return last.trained;
  const trained = await train();
  trainedLast.set(db, { key, trained });
  return trained;
}
