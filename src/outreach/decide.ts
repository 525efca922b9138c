import { consentsOf, loadCustomers, loadSubjects } from '../customers/index.ts';
import { type Instant, MINUTE, type Tx } from '../platform/index.ts';
import { gate, type Policy, type Verdict } from './gate.ts';
import { loadPlays } from './play-store.ts';
import type { Outreach } from './types.ts';

/** Longer than any channel takes to answer or give up: after it the sender must have died. */
export const LEASE = 2 * MINUTE;

/** Asks the gate about claimed rows of a bucket on facts read in the same transaction; returns the rows to write. */
export async function decide(
  tx: Tx,
  bucket: number,
  rows: readonly Outreach[],
  policy: Policy,
  now: Instant,
): Promise<Outreach[]> {
  if (!rows.length) return [];
  const ids = [...new Set(rows.map((row) => row.customerId))];
  const keyOf = (customerId: string, type: string, id: string) => JSON.stringify([customerId, type, id]);
  const plays = new Map((await loadPlays(tx)).map((play) => [play.id, play]));
  const customers = await loadCustomers(tx, bucket, ids);
  const consents = await consentsOf(tx, bucket, ids);
  const keys = rows.map((row) => ({ customerId: row.customerId, type: row.subjectType, id: row.subjectId }));
  const subjects = new Map(
    (await loadSubjects(tx, bucket, keys)).map((subject) => [
      keyOf(subject.customerId, subject.type, subject.id),
      subject,
    ]),
  );
  return rows.map((outreach) => {
    const customer = customers.get(outreach.customerId);
    if (!customer) return settled(outreach, { kind: 'cancel', reason: 'customer_gone' }, now);
    const play = plays.get(outreach.playId) ?? null;
    const verdict = gate({
      outreach,
      play,
      customer,
      subject: subjects.get(keyOf(outreach.customerId, outreach.subjectType, outreach.subjectId)) ?? null,
      consents: consents.get(outreach.customerId) ?? [],
      policy,
      now,
    });
    // Counted under the version by which it was decided.
    const decided = { ...outreach, playVersion: play?.version ?? outreach.playVersion };
    return settled(decided, verdict, now);
  });
}

const ENDS = { suppress: 'suppressed', expire: 'expired', cancel: 'cancelled' } as const;

function settled(row: Outreach, verdict: Verdict, now: Instant): Outreach {
  switch (verdict.kind) {
    case 'send': {
      const { channel, address, message, told } = verdict;
      const attempts = row.attempts + 1;
      return {
        ...row,
        status: 'sending',
        statusReason: null,
        channel,
        address,
        message,
        told,
        attempts,
        gatedAt: row.gatedAt ?? now,
        nextAttemptAt: now + LEASE,
        updatedAt: now,
      };
    }
    case 'defer':
      return { ...row, statusReason: verdict.reason, nextAttemptAt: verdict.until, updatedAt: now };
    default:
      return {
        ...row,
        status: ENDS[verdict.kind],
        statusReason: verdict.reason,
        gatedAt: verdict.reason === 'holdout' ? now : row.gatedAt,
        nextAttemptAt: null,
        updatedAt: now,
      };
  }
}
