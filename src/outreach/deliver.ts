import type { Channels, Finding, SendOutcome } from '../channels/index.ts';
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
} from '../platform/index.ts';
import { afterAsking, onceEach, type Tries } from './asking.ts';
import { decide, LEASE } from './decide.ts';
import type { Policy } from './gate.ts';
import { planAgainAbout } from './project.ts';
import { sentEvent } from './sent-event.ts';
import { bucketsWithWork, claim, idsOfOthers, lockByIds, putOutreach, triesOf } from './store.ts';
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
    for (const bucket of await bucketsWithWork(deps.db, deps.clock.now())) {
      if (stopping()) return;
      if (failed.has(bucket)) continue;
      try {
        progress = (await deliverBucket(deps, bucket)) > 0 || progress;
      } catch (err) {
        failed.add(bucket);
        deps.log.error({ err, bucket }, 'outreach of a bucket failed; it is tried again');
      }
    }
  }
}

async function deliverBucket(deps: DeliverDeps, bucket: number): Promise<number> {
  const now = deps.clock.now();
  const { claimed, decided, tries } = await deps.db.transaction(async (tx) => {
    const claimed = await claim(tx, bucket, now, CLAIM);
    // A row found sending or unknown lost its sender: it is looked up below, and leased so that one worker does so.
    const planned = claimed.filter((row) => row.status === 'planned');
    const lost = claimed.filter((row) => row.status !== 'planned');
    const tries = await triesOf(
      tx,
      bucket,
      lost.map((row) => row.id),
    );
    const rows = [
      ...(await decide(tx, bucket, planned, deps.policy, now)),
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
  const ended = decided.filter((row) => row.nextAttemptAt === null);
  for (const row of ended) deps.metrics.outreach.inc({ status: row.status, reason: row.statusReason ?? '' });
  const [sent, asked] = await Promise.all([
    Promise.all(decided.filter((row) => row.status === 'sending').map((row) => send(deps, row))),
    reconcile(
      deps,
      decided.filter((row) => row.status === 'unknown'),
      tries,
    ),
  ]);
  const answered = [...sent, ...asked];
  if (answered.length) await record(deps, bucket, answered);
  if (claimed) deps.bell.ring('outreach');
  return claimed;
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
    const { id, bucket, address: to, expiresAt } = row;
    // A telephone shows no subject.
    outcome = await channel.send({
      id,
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

async function reconcile(
  deps: DeliverDeps,
  rows: readonly Outreach[],
  tries: ReadonlyMap<string, Tries>,
): Promise<Answered[]> {
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

async function ask(deps: DeliverDeps, row: Outreach, tries: Tries | undefined): Promise<Finding> {
  const channel = deps.channels.get(row.channel ?? '');
  if (!channel || !row.address || !row.message)
    return { kind: 'cannot tell', why: 'its channel is not open', askAgain: true };
  const { id, bucket, address: to, expiresAt } = row;
  const { subject, text } = row.message;
  const tried = tries ?? { firstTriedAt: row.gatedAt ?? row.createdAt, lastTriedAt: row.updatedAt };
  const others = (providerIds: readonly string[]) => idsOfOthers(deps.db, providerIds, id);
  try {
    return await channel.find({ id, bucket, to, subject, text, expiresAt, ...tried, others });
  } catch (error) {
    deps.log.error({ err: error, outreach: row.id }, 'a channel threw where it should have answered');
    return { kind: 'cannot tell', why: (error as Error).message, askAgain: true };
  }
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

async function record(deps: DeliverDeps, bucket: number, answered: readonly Answered[]): Promise<void> {
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
    const ours = answered.filter(({ claimed, after }) => isOurs(claimed, after, current.get(claimed.id)));
    const rows = ours.map(({ after }) => after);
    // A report of its delivery may have come before the answer to its sending, whose detail is kept all the same.
    const overtaken = answered.flatMap(({ claimed, after, detail }) => {
      const row = current.get(claimed.id);
      return detail && row && !rows.includes(after) && row.providerId === after.providerId ? [row] : [];
    });
    const details = new Map(answered.map(({ claimed, detail }) => [claimed.id, detail]));
    await putOutreach(tx, bucket, [...rows, ...overtaken], details);
    const sent = rows.filter((row) => row.status === 'sent').map(sentEvent);
    if (sent.length) await deps.ingest.acceptIn(tx, bucket, sent);
    // While it was being sent, an event may have moved what it hangs on.
    const open = rows.filter((row) => row.status === 'planned');
    if (open.length) await planAgainAbout(tx, bucket, open, deps.clock.now());
  });
  for (const { after } of answered) {
    deps.metrics.outreach.inc({ status: after.status, reason: after.statusReason ? 'see log' : '' });
  }
}

/** Where another worker took a row over, its word is newer than ours, unless we know that it was sent and it does not. */
function isOurs(claimed: Outreach, after: Outreach, current: Outreach | undefined): boolean {
  if (!current || current.attempts !== claimed.attempts) return false;
  if (current.updatedAt === claimed.updatedAt && current.status === claimed.status) return true;
  return after.status === 'sent' && current.status === 'unknown';
}
