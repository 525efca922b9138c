import type { Subject } from '../customers/index.ts';
import { bucketOf, type Instant, idOf } from '../platform/index.ts';
import { durationMs, type Play } from './play.ts';
import type { Outreach, Told } from './types.ts';

/** Where a play's milestone stands in a subject now. Null: the subject has no such milestone. */
export type Standing = { at: Instant; over: { how: 'cancelled' | 'completed'; event: string } | null } | null;

/** A milestone told again after an event that ended it (a cancelled flight back on the board) stands again. */
export function standingOf(play: Play, subject: Subject): Standing {
  const milestone = subject.milestones[play.trigger.milestone];
  if (!milestone) return null;
  const after = (names: readonly string[]) =>
    names.find((name) => (subject.lastEvents[name] ?? -Infinity) >= milestone.knownAt);
  const cancelled = after(play.cancelledBy);
  const completed = after(play.completedBy);
  if (cancelled) return { at: milestone.at, over: { how: 'cancelled', event: cancelled } };
  return { at: milestone.at, over: completed ? { how: 'completed', event: completed } : null };
}

/**
 * What must become of a play's outreach about one subject, given all of it that exists. Pure; run in the transaction of
 * every event that touches the subject, and safe to run at any time. Returns the rows to write, whole.
 */
export function planOutreach(
  play: Play,
  subject: Subject,
  existing: readonly Outreach[],
  now: Instant,
): Outreach[] {
  const standing = standingOf(play, subject);
  const own = existing.filter((row) => row.anchor === play.trigger.milestone);
  // A new version may hang on another milestone: what the old one had pending goes, what it sent stays sent.
  const left = existing.filter((row) => row.anchor !== play.trigger.milestone);
  const first = own.find((row) => row.kind === 'first') ?? null;
  return [
    ...left.flatMap((row) => withdraw(row, 'play_changed', now)),
    ...planFirst(play, subject, standing, first, now),
    ...planCorrection(play, subject, standing, first, own, now),
  ];
}

function planFirst(
  play: Play,
  subject: Subject,
  standing: Standing,
  row: Outreach | null,
  now: Instant,
): Outreach[] {
  if (row && !isOpen(row)) return [];
  if (!standing || standing.over)
    return row ? withdraw(row, standing?.over?.event ?? 'no milestone', now) : [];
  const due = standing.at + durationMs(play.trigger.offset);
  const expiresAt = standing.at + durationMs(play.expires);
  if (expiresAt <= now)
    return row?.status === 'planned' ? [settle(row, 'expired', 'moved_into_the_past', now)] : [];
  const withdrawn = row?.status === 'cancelled' || row?.statusReason === 'play_not_launched';
  const unchanged = row?.anchorAt === standing.at && row.playVersion === play.version;
  if (unchanged && !withdrawn) return [];
  const dueAt = Math.max(due, now);
  return [
    planned(play, subject, row, {
      kind: 'first',
      occurrence: play.trigger.milestone,
      standing,
      dueAt,
      expiresAt,
      now,
    }),
  ];
}

/** Rows that nothing has been sent for, and that a changed fact may bring back. The holdout's choice stands. */
function isOpen(row: Outreach): boolean {
  if (row.status === 'suppressed') return row.statusReason !== 'holdout';
  return row.status === 'planned' || row.status === 'cancelled' || row.status === 'expired';
}

function planCorrection(
  play: Play,
  subject: Subject,
  standing: Standing,
  first: Outreach | null,
  own: readonly Outreach[],
  now: Instant,
): Outreach[] {
  if (!play.correction || !first) return [];
  const told = lastTold(own);
  const pending = own.find((row) => row.kind === 'correction' && row.status === 'planned') ?? null;
  if (
    !told ||
    !standing ||
    standing.over?.how === 'completed' ||
    !isWrong(told, standing, durationMs(play.tolerance))
  ) {
    return pending ? withdraw(pending, standing?.over?.event ?? 'told fact is right again', now) : [];
  }
  const expiresAt = Math.max(told.anchorAt, standing.at) + durationMs(play.expires);
  if (expiresAt <= now) return pending ? [settle(pending, 'expired', 'moved_into_the_past', now)] : [];
  if (pending && pending.anchorAt === standing.at) return [];
  const corrections = own.filter((row) => row.kind === 'correction');
  const row = pending ?? corrections.find(isOpen) ?? null;
  const occurrence = row?.occurrence ?? `${play.trigger.milestone}~${corrections.length + 1}`;
  return [
    planned(play, subject, row, { kind: 'correction', occurrence, standing, dueAt: now, expiresAt, now }),
  ];
}

/** What the customer was last told; a message whose fate is unknown may have been read. */
function lastTold(existing: readonly Outreach[]): Told | null {
  const told = existing.filter(
    (row) => row.told && ['sending', 'sent', 'delivered', 'unknown'].includes(row.status),
  );
  return told.sort((a, b) => (a.sentAt ?? a.updatedAt) - (b.sentAt ?? b.updatedAt)).at(-1)?.told ?? null;
}

export function isWrong(told: Told, standing: NonNullable<Standing>, tolerance: number): boolean {
  if (told.cancelled || standing.over?.how === 'cancelled')
    return told.cancelled !== (standing.over?.how === 'cancelled');
  return Math.abs(told.anchorAt - standing.at) >= tolerance;
}

type Plan = {
  kind: Outreach['kind'];
  occurrence: string;
  standing: NonNullable<Standing>;
  dueAt: Instant;
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
    reason: play.reason,
    status: 'planned',
    statusReason: null,
    anchor: play.trigger.milestone,
    anchorAt: plan.standing.at,
    offsetMs: durationMs(play.trigger.offset),
    dueAt: plan.dueAt,
    expiresAt: plan.expiresAt,
    nextAttemptAt: plan.dueAt,
    attempts: row?.attempts ?? 0,
    channel: null,
    address: null,
    message: null,
    told: null,
    providerId: null,
    createdAt: row?.createdAt ?? plan.now,
    updatedAt: plan.now,
    sentAt: null,
    gatedAt: row?.gatedAt ?? null,
  };
}

function withdraw(row: Outreach, reason: string, now: Instant): Outreach[] {
  return row.status === 'planned' ? [settle(row, 'cancelled', reason, now)] : [];
}

function settle(row: Outreach, status: 'cancelled' | 'expired', reason: string, now: Instant): Outreach {
  return { ...row, status, statusReason: reason, nextAttemptAt: null, updatedAt: now };
}
