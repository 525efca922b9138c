import type { Subject } from '../customers/index.ts';
import { bucketOf, type Instant, idOf } from '../platform/index.ts';
import { durationMs } from './duration.ts';
import type { Play } from './play.ts';
import { ABOUT_CUSTOMER, anchorOf, type Standing, standingOf, triggerOffset } from './trigger.ts';
import type { Outreach, Told } from './types.ts';

/** What else is known of the customer when a play is planned. */
export type PlanFacts = {
  /** When they last got in touch about the play's reason. */
  contactedAt: Instant | null;
  /** False when traits and facts already say that the play is not for them. */
  inAudience: boolean;
  /** The best moment for them in a span, and why; asked for where the play may wait for it. */
  bestMoment(from: Instant, to: Instant): { at: Instant; why: string };
};

/**
 * What must become of a play's outreach about one subject, given all of it that exists. Pure; run in the transaction of
 * every event that touches the subject, and safe to run at any time. Returns the rows to write, whole.
 */
export function planOutreach(
  play: Play,
  subject: Subject,
  existing: readonly Outreach[],
  facts: PlanFacts,
  now: Instant,
): Outreach[] {
  const standing = standingOf(play, subject);
  const anchor = anchorOf(play.trigger);
  const own = existing.filter((row) => row.anchor === anchor);
  // A new version may hang on another anchor: what the old one had pending goes, what it sent stays sent.
  const left = existing.filter((row) => row.anchor !== anchor);
  const firsts = own.filter((row) => row.kind === 'first').sort((a, b) => a.anchorAt - b.anchorAt);
  return [
    ...left.flatMap((row) => withdraw(row, 'play_changed', now)),
    ...planFirst({ play, subject, standing, facts, now }, firsts),
    ...planCorrection(play, subject, standing, own, now),
  ];
}

type Given = { play: Play; subject: Subject; standing: Standing; facts: PlanFacts; now: Instant };

function planFirst(given: Given, firsts: readonly Outreach[]): Outreach[] {
  const { play, subject, standing, facts, now } = given;
  const last = firsts.at(-1) ?? null;
  const row = last && isForThis(play, standing, last) ? last : null;
  if (row && !isOpen(row)) return [];
  const needless = whyNot(given);
  if (needless || !standing) return last ? withdraw(last, needless ?? 'no_milestone', now) : [];
  const due = standing.at + triggerOffset(play.trigger).ms;
  const expiresAt = standing.at + durationMs(play.expires);
  if (expiresAt <= now)
    return row?.status === 'planned' ? [settle(row, 'expired', 'moved_into_the_past', now)] : [];
  const withdrawn = row?.status === 'cancelled' || row?.statusReason === 'play_not_launched';
  const unchanged = row?.anchorAt === standing.at && row.playVersion === play.version;
  if (unchanged && !withdrawn) return [];
  const earliest = Math.max(due, now);
  const latest = due + (play.moment ? durationMs(play.moment.within) : 0);
  const chosen = latest > earliest ? facts.bestMoment(earliest, latest) : null;
  const dueAt = chosen?.at ?? earliest;
  const occurrence = row?.occurrence ?? occurrenceOf(play, firsts.length);
  return [
    planned(play, subject, row, {
      kind: 'first',
      occurrence,
      standing,
      dueAt,
      why: chosen?.why ?? null,
      expiresAt,
      now,
    }),
  ];
}

/**
 * A milestone comes about once, wherever it moves. An event may happen again: one more message, unless that about the
 * time before is still to go and goes on from the newer one.
 */
function isForThis({ trigger }: Play, standing: Standing, last: Outreach): boolean {
  if (trigger.kind === 'milestone' || !standing || standing.at <= last.anchorAt) return true;
  return last.status === 'planned' || last.status === 'cancelled';
}

function occurrenceOf({ trigger }: Play, before: number): string {
  return before ? `${anchorOf(trigger)}#${before + 1}` : anchorOf(trigger);
}

/** Why there is nothing to say, or null. */
function whyNot({ play, standing, facts }: Given): string | null {
  if (!standing) return 'no_milestone';
  if (standing.over) return standing.over.event;
  if (!facts.inAudience) return 'audience';
  return isCovered(play, standing, facts.contactedAt) ? 'already_contacted' : null;
}

/**
 * Whether the customer has asked about it themselves: late enough to have been told what the message tells, and not so
 * long before it is due that it is news again.
 */
export function isCovered(
  play: Pick<Play, 'trigger' | 'unlessContacted'>,
  standing: NonNullable<Standing>,
  contactedAt: Instant | null,
): boolean {
  if (contactedAt === null || play.unlessContacted === null) return false;
  const due = standing.at + triggerOffset(play.trigger).ms;
  return contactedAt >= standing.since && contactedAt >= due - durationMs(play.unlessContacted);
}

/** Rows that nothing has been sent for, and that a changed fact may bring back. The holdout's choice stands. */
function isOpen(row: Outreach): boolean {
  if (row.tried.length) return false;
  if (row.status === 'suppressed')
    return row.statusReason !== 'holdout' && row.statusReason !== 'company_holdout';
  return row.status === 'planned' || row.status === 'cancelled' || row.status === 'expired';
}

function planCorrection(
  play: Play,
  subject: Subject,
  standing: Standing,
  own: readonly Outreach[],
  now: Instant,
): Outreach[] {
  if (!play.correction || !own.some((row) => row.kind === 'first')) return [];
  const told = lastTold(own);
  const pending = own.find((row) => row.kind === 'correction' && row.status === 'planned') ?? null;
  if (
    !told ||
    !standing ||
    standing.over?.how === 'completed' ||
    !isWrong(told, whereTold(play, told, standing), durationMs(play.tolerance))
  ) {
    return pending ? withdraw(pending, standing?.over?.event ?? 'told_fact_is_right_again', now) : [];
  }
  const expiresAt = Math.max(told.anchorAt, standing.at) + durationMs(play.expires);
  if (expiresAt <= now) return pending ? [settle(pending, 'expired', 'moved_into_the_past', now)] : [];
  if (pending && pending.anchorAt === standing.at) return [];
  const corrections = own.filter((row) => row.kind === 'correction');
  const row = pending ?? corrections.find(isOpen) ?? null;
  const occurrence = row?.occurrence ?? `${anchorOf(play.trigger)}~${corrections.length + 1}`;
  return [
    planned(play, subject, row, {
      kind: 'correction',
      occurrence,
      standing,
      dueAt: now,
      why: null,
      expiresAt,
      now,
    }),
  ];
}

/** What the customer was last told; a message whose fate is unknown may have been read. */
function lastTold(existing: readonly Outreach[]): Told | null {
  const told = existing.filter(
    (row) => row.told && (row.sentAt !== null || ['sending', 'unknown'].includes(row.status)),
  );
  return told.sort((a, b) => (a.sentAt ?? a.updatedAt) - (b.sentAt ?? b.updatedAt)).at(-1)?.told ?? null;
}

/** Only a milestone can move from where it was told to be: an event that happens again was told no less truly. */
function whereTold({ trigger }: Play, told: Told, standing: NonNullable<Standing>): NonNullable<Standing> {
  return trigger.kind === 'milestone' ? standing : { ...standing, at: told.anchorAt };
}

export function isWrong(
  told: Told,
  standing: Pick<NonNullable<Standing>, 'at' | 'over'>,
  tolerance: number,
): boolean {
  if (told.cancelled || standing.over?.how === 'cancelled')
    return told.cancelled !== (standing.over?.how === 'cancelled');
  return Math.abs(told.anchorAt - standing.at) >= tolerance;
}

type Plan = {
  kind: Outreach['kind'];
  occurrence: string;
  standing: NonNullable<Standing>;
  dueAt: Instant;
  /** Why then, in words, where it was chosen. */
  why: string | null;
  expiresAt: Instant;
  now: Instant;
};

function planned(play: Play, subject: Subject, row: Outreach | null, plan: Plan): Outreach {
  if (row && !isOpen(row)) throw new Error(`outreach ${row.id} is ${row.status} and can't be planned again`);
  return {
    bucket: bucketOf(subject.customerId),
    id: row?.id ?? idOf('o', play.id, subject.customerId, subject.type, subject.id, plan.occurrence),
    playId: play.id,
    playVersion: play.version,
    customerId: subject.customerId,
    subjectType: subject.type,
    subjectId: subject.id,
    occurrence: plan.occurrence,
    kind: plan.kind,
    reason: reasonOf(play, subject),
    priority: play.priority,
    status: 'planned',
    statusReason: plan.why,
    anchor: anchorOf(play.trigger),
    anchorAt: plan.standing.at,
    offsetMs: triggerOffset(play.trigger).ms,
    dueAt: plan.dueAt,
    expiresAt: plan.expiresAt,
    nextAttemptAt: plan.dueAt,
    attempts: row?.attempts ?? 0,
    channel: null,
    channelWhy: null,
    address: null,
    tried: [],
    message: null,
    told: null,
    providerId: null,
    createdAt: row?.createdAt ?? plan.now,
    updatedAt: plan.now,
    sentAt: null,
    gatedAt: row?.gatedAt ?? null,
  };
}

/** What was asked for says itself what it is about. */
function reasonOf(play: Play, { type, facts }: Subject): string {
  const named = play.requested && type === ABOUT_CUSTOMER ? facts.reason : null;
  return typeof named === 'string' && named ? named : play.reason;
}

/** What one channel has failed to deliver is left to the gate, which knows how that stands. */
function withdraw(row: Outreach, reason: string, now: Instant): Outreach[] {
  return row.status === 'planned' && !row.tried.length ? [settle(row, 'cancelled', reason, now)] : [];
}

function settle(row: Outreach, status: 'cancelled' | 'expired', reason: string, now: Instant): Outreach {
  return { ...row, status, statusReason: reason, nextAttemptAt: null, updatedAt: now };
}
