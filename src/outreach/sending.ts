import type { Channel, Channels, Finding, SendOutcome } from '../channels/index.ts';
import {
  type Clock,
  type Db,
  fractionOf,
  type Instant,
  type Log,
  MINUTE,
  SECOND,
} from '../platform/index.ts';
import { afterAsking, onceEach, type Tries } from './asking.ts';
import { idOnChannel } from './fallback.ts';
import { settled } from './judge.ts';
import { openLane } from './lane.ts';
import { knownProviderIds } from './store.ts';
import type { Outreach } from './types.ts';

export type SendingDeps = {
  db: Db;
  clock: Clock;
  channels: Channels;
  policy: { lease: number };
  log: Log;
};

/** A claimed row, what it became by its provider's answer, and what goes into the log beside. */
export type Answered = { claimed: Outreach; after: Outreach; detail?: { segments: number } };

const MOST_ATTEMPTS = 8;

/** Hands a row that the gate let go to its channel. */
export async function send(deps: SendingDeps, row: Outreach): Promise<Answered> {
  const channel = deps.channels.get(row.channel ?? '');
  const { address, message } = row;
  if (!channel || !address || !message) {
    throw new Error(`outreach ${row.id} is sending without channel, address or message`);
  }
  return laneOf(channel)(() => sendNow(deps, row, channel, address, message));
}

const lanes = new WeakMap<Channel, ReturnType<typeof openLane>>();
function laneOf(channel: Channel): ReturnType<typeof openLane> {
  const lane = lanes.get(channel) ?? openLane(channel.atOnce);
  lanes.set(channel, lane);
  return lane;
}

async function sendNow(
  deps: SendingDeps,
  row: Outreach,
  channel: Channel,
  to: string,
  { subject, text }: { subject: string; text: string },
): Promise<Answered> {
  // A machine that was asleep, or a queue before a slow provider: by the time it has answered, another worker may be
  // looking for the message, find nothing yet, and send it, too. Nothing has gone out, so it was no attempt either.
  const begun = deps.clock.now();
  const { lease } = deps.policy;
  if (begun >= row.expiresAt) {
    const unsent = { ...row, attempts: row.attempts - 1 };
    return { claimed: row, after: settled(unsent, { kind: 'expire', reason: 'too_late' }, lease, begun) };
  }
  if (begun > row.updatedAt + lease / 4) {
    const unsent = { ...row, attempts: row.attempts - 1 };
    return { claimed: row, after: afterSending(unsent, { kind: 'retry', why: 'worker_held_up' }, begun) };
  }
  let outcome: SendOutcome;
  try {
    const { bucket, expiresAt } = row;
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

/** Asks the providers of rows of unknown fate what became of them. */
export async function reconcile(
  deps: SendingDeps,
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

async function ask(deps: SendingDeps, row: Outreach, tries: Tries | undefined): Promise<Finding> {
  const channel = deps.channels.get(row.channel ?? '');
  if (!channel || !row.address || !row.message)
    return { kind: 'cannot tell', why: 'its channel is not open', askAgain: true };
  const { bucket, address: to, expiresAt } = row;
  const { subject, text } = row.message;
  const tried = tries ?? { firstTriedAt: row.gatedAt ?? row.createdAt, lastTriedAt: row.updatedAt };
  const others = (providerIds: readonly string[]) => knownProviderIds(deps.db, providerIds);
  try {
    const sought = { id: idOnChannel(row), bucket, to, subject, text, expiresAt, ...tried, others };
    return await laneOf(channel)(() => channel.find(sought));
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
