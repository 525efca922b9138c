import type { Channels, SendOutcome } from '../channels/index.ts';
import { lockCustomers } from '../customers/index.ts';
import type { Ingest } from '../ingest/index.ts';
import {
  type Bell,
  type Clock,
  type Db,
  fractionOf,
  holdBucket,
  type Instant,
  type Log,
  type Metrics,
  MINUTE,
  SECOND,
  tryHoldGate,
} from '../platform/index.ts';
import { audienceOf } from './audience.ts';
import { decide, type ForecastsOf } from './decide.ts';
import { afterAttempt, idOnChannel, undelivered } from './fallback.ts';
import type { Policy } from './gate.ts';
import { LEASE } from './judge.ts';
import { allowance, giveBack, setAside } from './pacing.ts';
import type { Play } from './play.ts';
import { loadPlays } from './play-store.ts';
import { planAgainAbout } from './project.ts';
import type { ReachPrior } from './reach.ts';
import { reconcile } from './reconcile.ts';
import { sentEvent } from './sent-event.ts';
import { bucketsWithWork, claim, dueByPlay, lockByIds, putOutreach, triesOf } from './store.ts';
import type { Outreach } from './types.ts';

/** Rows taken, sent side by side and recorded together. All of them must be done within the lease. */
const CLAIM = 20;
const MOST_ATTEMPTS = 8;

export type DeliverDeps = {
  db: Db;
  clock: Clock;
  ingest: Ingest;
  channels: Channels;
  policy: Policy;
  forecastsOf: ForecastsOf;
  /** What is usual of channels among customers of a locale. */
  reachPriors: () => Promise<(locale: string | null) => ReachPrior>;
  bell: Bell;
  log: Log;
  metrics: Metrics;
};

/**
 * Does all outreach work that is due now, or until `stopping` says so. Any number of workers may run it. A bucket whose
 * work fails is told in the log and left for the next run; it holds up no other.
 */
export async function deliverDue(deps: DeliverDeps, stopping: () => boolean = () => false): Promise<void> {
  const failed = new Set<number>();
  for (let progress = true; progress; ) {
    progress = false;
    const plays = await loadPlays(deps.db);
    for (const bucket of await bucketsWithWork(deps.db, deps.clock.now())) {
      if (stopping()) return;
      if (failed.has(bucket)) continue;
      try {
        progress = (await deliverBucket(deps, plays, bucket)) > 0 || progress;
      } catch (err) {
        failed.add(bucket);
        deps.log.error({ err, bucket }, 'outreach of a bucket failed; it is tried again');
      }
    }
  }
}

async function deliverBucket(deps: DeliverDeps, plays: readonly Play[], bucket: number): Promise<number> {
  const now = deps.clock.now();
  const granted = await allowances(deps.db, plays, bucket, now);
  const room = allowance(granted, now);
  const priorOf = await deps.reachPriors();
  const { claimed, decided, tries } = await deps.db.transaction(async (tx) => {
    // Caps count what went before, so that two workers must not decide about one customer at once.
    if (!(await tryHoldGate(tx, bucket))) return { claimed: 0, decided: [], tries: new Map() };
    const claimed = await claim(tx, bucket, now, CLAIM);
    // Read anew: a play that has been paused since sends nothing more.
    const current = await loadPlays(tx);
    const judging = { ...deps, plays: current, audienceOf, priorOf, allowance: room };
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
          nextAttemptAt: now + LEASE,
          updatedAt: now,
        }),
      ),
    ];
    await putOutreach(tx, bucket, rows);
    return { claimed: claimed.length, decided: rows, tries };
  });
  for (const { play, channel, count } of room.left())
    if (isPaced(play)) await giveBack(deps.db, play, channel, count, now);
  for (const row of decided) if (row.nextAttemptAt === null) count(deps.metrics, row);
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

/** What paced plays may send of what is due in a bucket: set aside before it is known which of them the gate lets go. */
async function allowances(db: Db, plays: readonly Play[], bucket: number, now: Instant) {
  const paced = plays.filter((play) => play.status === 'launched').filter(isPaced);
  if (!paced.length) return [];
  const due = await dueByPlay(db, bucket, now, CLAIM);
  const granted: { play: Play; channel: string; count: number }[] = [];
  for (const play of paced) {
    const want = due.get(play.id) ?? 0;
    for (const channel of want ? play.channels : [])
      granted.push({ play, channel, count: await setAside(db, play, channel, want, now) });
  }
  return granted;
}

function isPaced(play: Play): play is Play & { pace: NonNullable<Play['pace']> } {
  return play.pace !== null;
}

function playOf(plays: readonly Play[], row: Outreach): Play | null {
  return plays.find((play) => play.id === row.playId) ?? null;
}

/** Reasons are counted without their particulars, of which there is no end. */
export function count(metrics: Metrics, { status, statusReason }: Outreach): void {
  metrics.outreach.inc({ status, reason: statusReason?.split(':')[0] ?? '' });
}

/** `detail` goes into the log beside what the row became. */
type Answered = { claimed: Outreach; after: Outreach; detail?: { segments: number } };

async function send(deps: DeliverDeps, row: Outreach): Promise<Answered> {
  const channel = deps.channels.get(row.channel ?? '');
  if (!channel || !row.address || !row.message) {
    throw new Error(`outreach ${row.id} is sending without channel, address or message`);
  }
  let outcome: SendOutcome;
  try {
    const { subject, text } = row.message;
    const { bucket, address: to, expiresAt } = row;
    // A telephone shows no subject.
    outcome = await channel.send({
      id: idOnChannel(row),
      bucket,
      to,
      subject: channel.reaches === 'email' ? subject : null,
      text,
      expiresAt,
    });
  } catch (error) {
    deps.log.error({ err: error, outreach: row.id }, 'a channel threw where it should have answered');
    outcome = { kind: 'unknown', why: (error as Error).message };
  }
  const after = afterSending(row, outcome, deps.clock.now());
  const segments = outcome.kind === 'ok' ? outcome.segments : undefined;
  return { claimed: row, after, ...(segments === undefined ? {} : { detail: { segments } }) };
}

/** Pure: what a row becomes by the answer to its sending. */
export function afterSending(row: Outreach, outcome: SendOutcome, now: Instant): Outreach {
  switch (outcome.kind) {
    case 'ok':
      return {
        ...row,
        status: 'sent',
        statusReason: null,
        nextAttemptAt: null,
        providerId: outcome.providerId,
        sentAt: now,
        updatedAt: now,
      };
    case 'refused':
      return { ...row, status: 'failed', statusReason: outcome.why, nextAttemptAt: null, updatedAt: now };
    case 'unknown':
      return {
        ...row,
        status: 'unknown',
        statusReason: outcome.why,
        nextAttemptAt: now + backoff(row),
        updatedAt: now,
      };
    case 'retry': {
      const nextAttemptAt = now + Math.max(backoff(row), outcome.afterMs ?? 0);
      const hopeless = row.attempts >= MOST_ATTEMPTS || nextAttemptAt >= row.expiresAt;
      return hopeless
        ? { ...row, status: 'failed', statusReason: outcome.why, nextAttemptAt: null, updatedAt: now }
        : { ...row, status: 'planned', statusReason: outcome.why, nextAttemptAt, updatedAt: now };
    }
  }
}

/** Exponential, 5 s doubling up to 5 min, times 0.5 to 1.5 by the row's own id so that retries don't march in step. */
function backoff(row: Outreach): number {
  const base = Math.min(5 * SECOND * 2 ** row.attempts, 5 * MINUTE);
  return Math.round(base * (0.5 + fractionOf('backoff', row.id, String(row.attempts))));
}

async function record(
  deps: DeliverDeps,
  plays: readonly Play[],
  bucket: number,
  answered: readonly Answered[],
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    // Bucket, customer, outreach: the order in which an event takes them. Another order would close a circle.
    await holdBucket(tx, bucket, 'shared');
    await lockCustomers(
      tx,
      bucket,
      new Map(answered.map(({ claimed }) => [claimed.customerId, claimed.createdAt])),
    );
    const ids = answered.map(({ claimed }) => claimed.id);
    const current = new Map((await lockByIds(tx, bucket, ids)).map((row) => [row.id, row]));
    const isNews = ({ claimed, after }: Answered) => isOurs(claimed, after, current.get(claimed.id));
    const rows = answered
      .filter(isNews)
      .map(({ after }) => afterAttempt(after, playOf(plays, after), deps.channels, deps.clock.now()));
    // A report of its delivery may have come before the answer to its sending, whose detail is kept all the same.
    const overtaken = answered.flatMap((answer) => {
      const row = current.get(answer.claimed.id);
      return row && answer.detail && !isNews(answer) && row.providerId === answer.after.providerId
        ? [row]
        : [];
    });
    const details = new Map(answered.map(({ claimed, detail }) => [claimed.id, detail]));
    await putOutreach(tx, bucket, [...rows, ...overtaken], details);
    const sent = rows.filter((row) => row.status === 'sent').map(sentEvent);
    if (sent.length) await deps.ingest.acceptIn(tx, bucket, sent);
    // While it was being sent, an event may have moved what it hangs on.
    const open = rows.filter((row) => row.status === 'planned');
    if (open.length) await planAgainAbout(tx, bucket, open, deps.clock.now());
  });
  for (const { after } of answered) count(deps.metrics, after);
}

/** Where another worker took a row over, its word is newer than ours, unless we know that it was sent and it does not. */
function isOurs(claimed: Outreach, after: Outreach, current: Outreach | undefined): boolean {
  if (!current || current.attempts !== claimed.attempts) return false;
  if (current.updatedAt === claimed.updatedAt && current.status === claimed.status) return true;
  return after.status === 'sent' && current.status === 'unknown';
}
