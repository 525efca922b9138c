import type { ConsentRecord, Customer, Subject } from '../customers/index.ts';
import type { Forecast } from '../forecast/index.ts';
import type { Instant } from '../platform/index.ts';
import type { Condition } from './condition/index.ts';
import { gate, type Policy, type Verdict } from './gate.ts';
import type { ContactFact, OutreachFact } from './gate-store.ts';
import type { Allowance } from './pacing.ts';
import type { Play } from './play.ts';
import { leaningOf, type ReachPrior } from './reach.ts';
import type { Outreach } from './types.ts';

/** All that is known of a customer whom a message may go to. */
export type Known = {
  customer: Customer;
  consents: readonly ConsentRecord[];
  suppressed: ReadonlySet<string>;
  /** Oldest first. */
  contacts: readonly ContactFact[];
  /** Grows as rows are judged. */
  outreach: OutreachFact[];
  forecast: Forecast | null;
};

export type Judging = {
  policy: Policy;
  allowance: Allowance;
  audienceOf(play: Play): Condition | null;
  priorOf(locale: string | null): ReachPrior;
};

/**
 * What a due row becomes at the gate. Pure but for what it counts: the pace that is used up and, in `known`, what now
 * goes out. The same for live sending and for a backtest.
 */
export function judge(
  row: Outreach,
  play: Play | null,
  subject: Subject | null,
  known: Known,
  { policy, allowance, audienceOf, priorOf }: Judging,
  now: Instant,
): Outreach {
  const condition = play && audienceOf(play);
  const verdict = gate({
    outreach: row,
    play,
    customer: known.customer,
    subject,
    consents: known.consents,
    suppressed: known.suppressed,
    contactedAt: known.contacts.findLast(({ reason }) => reason === row.reason)?.at ?? null,
    audience: () =>
      condition?.holds({
        now,
        customer: {
          ...known.customer,
          timeZone: known.customer.timeZone ?? policy.defaultTimeZone,
        },
        subject,
        contacts: known.contacts,
        outreach: known.outreach,
        forecast: known.forecast,
      }) ?? { holds: true },
    sent: known.outreach.filter(({ status }) => status !== 'failed'),
    leaning: leaningOf(
      play?.channels ?? [],
      known.outreach,
      known.contacts,
      priorOf(known.customer.locale),
      now,
    ),
    pacedUntil: (channel) => (play ? allowance.pacedUntil(play, channel) : null),
    policy,
    now,
  });
  // Who is held out takes a place in the pace too: the arms wait alike.
  const placed =
    verdict.kind !== 'defer' && (verdict.kind === 'send' || isHeldOut(verdict)) ? verdict.channel : undefined;
  if (play && placed) allowance.take(play, placed);
  // Counted under the version by which it was decided.
  const after = settled(
    { ...row, playVersion: play?.version ?? row.playVersion },
    verdict,
    policy.lease,
    now,
  );
  if (after.status === 'sending' && after.channel)
    known.outreach.push({
      ...after,
      channel: after.channel,
      isCorrection: after.kind === 'correction',
      at: now,
    });
  return after;
}

function isHeldOut(
  verdict: Verdict,
): verdict is Extract<Verdict, { kind: 'suppress' | 'expire' | 'cancel' }> {
  return (
    verdict.kind === 'suppress' && (verdict.reason === 'holdout' || verdict.reason === 'company_holdout')
  );
}

const ENDS = { suppress: 'suppressed', expire: 'expired', cancel: 'cancelled' } as const;

/** Pure: the row by the gate's verdict. */
export function settled(row: Outreach, verdict: Verdict, lease: number, now: Instant): Outreach {
  switch (verdict.kind) {
    case 'send': {
      const { channel, address, message, told, why } = verdict;
      return {
        ...row,
        status: 'sending',
        statusReason: null,
        channel,
        channelWhy: why,
        address,
        message,
        told,
        attempts: row.attempts + 1,
        gatedAt: row.gatedAt ?? now,
        nextAttemptAt: now + lease,
        updatedAt: now,
      };
    }
    case 'defer':
      return { ...row, statusReason: verdict.reason, nextAttemptAt: verdict.until, updatedAt: now };
    default: {
      // What one channel failed to deliver and another may not take on stays what the first made of it.
      if (row.tried.length)
        return {
          ...row,
          status: row.sentAt === null ? 'failed' : 'sent',
          statusReason: `no other channel: ${verdict.reason}`,
          channel: row.tried.at(-1) ?? null,
          nextAttemptAt: null,
          updatedAt: now,
        };
      return {
        ...row,
        status: ENDS[verdict.kind],
        statusReason: verdict.reason,
        gatedAt: isHeldOut(verdict) ? now : row.gatedAt,
        nextAttemptAt: null,
        updatedAt: now,
      };
    }
  }
}
