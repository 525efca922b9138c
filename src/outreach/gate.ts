import { type ConsentRecord, type Customer, type Subject, zoneToTell } from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';
import { cappedUntil, type SentAbout } from './caps.ts';
import { durationMs } from './duration.ts';
import { inCompanyHoldout, inHoldout } from './holdout.ts';
import { type Company, renderMessage, templateFor } from './message.ts';
import { isCovered, isWrong } from './plan.ts';
import type { Cap, Play } from './play.ts';
import { type QuietHours, quietUntil } from './quiet-hours.ts';
import type { Leaning } from './reach.ts';
import { chooseRoute, type Route } from './route.ts';
import { milestoneOf, type Standing, standingOf } from './trigger.ts';
import type { Outreach, Told } from './types.ts';

export type GateInput = {
  outreach: Outreach;
  /** The version that is launched now; null when the play has gone. */
  play: Play | null;
  customer: Customer;
  subject: Subject | null;
  consents: readonly ConsentRecord[];
  /** `channel address` of those on the suppression list. */
  suppressed: ReadonlySet<string>;
  /** When the customer last got in touch about the play's reason. */
  contactedAt: Instant | null;
  /** Whether the play's audience holds the customer on facts as they stand now; asked only if it comes to that. */
  audience(): { holds: boolean; why?: string };
  /** What went out to the customer, by all plays. */
  sent: readonly SentAbout[];
  leaning: ReadonlyMap<string, Leaning>;
  /** When the play's pace next allows a message on the channel, or null when it does now. */
  pacedUntil(channel: string): Instant | null;
  policy: Policy;
  now: Instant;
};

export type Policy = {
  /** Channels that are open, with what identity each reaches. */
  channels: ReadonlyMap<string, { reaches: 'phone' | 'email' }>;
  serviceBasis: 'contract' | 'consent';
  quietHours: { service: QuietHours | null; marketing: QuietHours | null };
  /** Over all plays, by purpose. */
  caps: { service: readonly Cap[]; marketing: readonly Cap[] };
  /** Share of customers whom no play reaches, so that the effect of all plays together can be known. */
  holdout: number;
  defaultTimeZone: string;
  /** For how long a worker has what it sends to itself, ms: longer than any channel takes to answer or give up. */
  lease: number;
  company: Company;
};

export type Verdict =
  | ({ kind: 'send'; message: { subject: string; text: string }; told: Told } & Route)
  | { kind: 'defer'; until: Instant; reason: string }
  | { kind: 'suppress' | 'expire' | 'cancel'; reason: string; channel?: string };

/**
 * The one place that decides whether an outreach may go now, on facts as they stand at this moment. The holdout is
 * asked last: those it keeps back are then exactly the ones who would have been reached, so the arms compare.
 */
export function gate(input: GateInput): Verdict {
  const { outreach, play, subject, policy, now } = input;
  if (play?.status !== 'launched')
    return { kind: 'suppress', reason: play?.status === 'ended' ? 'play_ended' : 'play_not_launched' };
  if (!subject) return { kind: 'cancel', reason: 'subject_gone' };
  if (now >= outreach.expiresAt) return { kind: 'expire', reason: 'too_late' };
  const standing = standingOf(play, subject);
  const irrelevant = relevance(input, play, standing);
  if (irrelevant || !standing) return { kind: 'cancel', reason: irrelevant ?? 'no_milestone' };
  const isFirst = outreach.kind === 'first';
  const audience: ReturnType<GateInput['audience']> = isFirst ? input.audience() : { holds: true };
  if (!audience.holds)
    return { kind: 'suppress', reason: audience.why ? `audience: ${audience.why}` : 'audience' };
  const route = chooseRoute(
    { ...input, tried: outreach.tried, channels: policy.channels, serviceBasis: policy.serviceBasis },
    play,
  );
  if ('refused' in route) return { kind: 'suppress', reason: route.refused };
  const hold = heldUntil(input, play, route.channel);
  if (hold) {
    return hold.until >= outreach.expiresAt
      ? { kind: 'suppress', reason: hold.reason }
      : { kind: 'defer', ...hold };
  }
  const cancelled = standing.over?.how === 'cancelled';
  const template = templateFor(play, isFirst ? 'message' : 'correction', {
    locale: input.customer.locale,
    channel: route.channel,
  });
  if (!template) return { kind: 'suppress', reason: 'no_message' };
  const rendered = renderMessage(template, {
    customer: input.customer,
    subject,
    milestone: milestoneOf(play.trigger),
    company: policy.company,
    zone: zoneToTell(input.customer, subject, policy.defaultTimeZone),
    now,
    cancelled,
  });
  if (!rendered.ok) return { kind: 'suppress', reason: `incomplete_message: ${rendered.missing}` };
  if (isFirst && !outreach.tried.length && !play.requested) {
    const held = heldOut(input, play);
    if (held) return { kind: 'suppress', reason: held, channel: route.channel };
  }
  return { kind: 'send', ...route, message: rendered.message, told: { anchorAt: standing.at, cancelled } };
}

/** Why the message would no longer be true or wanted, or null. */
function relevance(
  { outreach, contactedAt, sent }: GateInput,
  play: Play,
  standing: Standing,
): string | null {
  if (!standing) return 'no_milestone';
  if (standing.over?.how === 'completed') return standing.over.event;
  if (outreach.kind === 'first') {
    if (standing.over) return standing.over.event;
    if (isCovered(play, standing, contactedAt)) return 'already_contacted';
    // Who asked to be told has been, where another play has just corrected what it said.
    const told = (one: SentAbout) =>
      one.isCorrection &&
      one.subjectType === outreach.subjectType &&
      one.subjectId === outreach.subjectId &&
      one.at >= standing.at;
    if (play.requested && sent.some(told)) return 'told_by_correction';
  }
  const moved = isWrong(
    { anchorAt: outreach.anchorAt, cancelled: false },
    { at: standing.at, over: null },
    durationMs(play.tolerance),
  );
  return moved ? 'moved_since_planned' : null;
}

/** What holds a message back that may go later: quiet hours where the customer is, caps, the play's pace. */
function heldUntil(
  { outreach, customer, sent, pacedUntil, policy, now }: GateInput,
  play: Play,
  channel: string,
): { until: Instant; reason: string } | null {
  const zone = customer.timeZone ?? policy.defaultTimeZone;
  const quiet = play.requested ? null : quietUntil(now, zone, policy.quietHours[play.purpose]);
  if (quiet !== null) return { until: quiet, reason: 'quiet_hours' };
  // A correction mends what was said, and a second channel what the first failed to: neither is one message more.
  if (outreach.kind === 'first' && !outreach.tried.length) {
    const caps = { company: play.requested ? [] : policy.caps[play.purpose], play: play.caps };
    const capped = cappedUntil(sent, { playId: play.id, priority: play.priority }, caps, now);
    if (capped !== null) return { until: capped, reason: 'cap' };
  }
  const paced = pacedUntil(channel);
  return paced === null ? null : { until: paced, reason: 'pace' };
}

function heldOut({ outreach: { customerId }, policy }: GateInput, play: Play): string | null {
  if (inCompanyHoldout(customerId, policy.holdout)) return 'company_holdout';
  return inHoldout(play.id, customerId, play.holdout) ? 'holdout' : null;
}
