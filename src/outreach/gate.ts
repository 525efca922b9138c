import {
  type ConsentRecord,
  type Customer,
  consentState,
  identitiesOf,
  type Subject,
  zoneToTell,
} from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';
import { inHoldout } from './holdout.ts';
import { type Company, renderMessage } from './message.ts';
import { isWrong, standingOf } from './plan.ts';
import { durationMs, type Play } from './play.ts';
import { type QuietHours, quietUntil } from './quiet-hours.ts';
import type { Outreach, Told } from './types.ts';

export type GateInput = {
  outreach: Outreach;
  /** The version that is launched now; null when the play has gone. */
  play: Play | null;
  customer: Customer;
  subject: Subject | null;
  consents: readonly ConsentRecord[];
  policy: Policy;
  now: Instant;
};

export type Policy = {
  /** Channels that are open, with what identity each reaches. */
  channels: ReadonlyMap<string, { reaches: 'phone' | 'email' }>;
  serviceBasis: 'contract' | 'consent';
  quietHours: { service: QuietHours | null; marketing: QuietHours | null };
  defaultTimeZone: string;
  company: Company;
};

export type Verdict =
  | { kind: 'send'; channel: string; address: string; message: { subject: string; text: string }; told: Told }
  | { kind: 'defer'; until: Instant; reason: string }
  | { kind: 'suppress' | 'expire' | 'cancel'; reason: string };

/**
 * The one place that decides whether an outreach may go now, on facts as they stand at this moment. The holdout is
 * asked last: those it keeps back are then exactly the ones who would have been reached, so the arms compare.
 */
export function gate(input: GateInput): Verdict {
  const { outreach, play, subject, policy, now } = input;
  if (play?.status !== 'launched') return { kind: 'suppress', reason: 'play_not_launched' };
  if (!subject) return { kind: 'cancel', reason: 'subject_gone' };
  if (now >= outreach.expiresAt) return { kind: 'expire', reason: 'too_late' };
  const standing = standingOf(play, subject);
  const irrelevant = relevance(outreach, play, standing);
  if (irrelevant || !standing) return { kind: 'cancel', reason: irrelevant ?? 'no_milestone' };
  const route = chooseRoute(input, play);
  if ('refused' in route) return { kind: 'suppress', reason: route.refused };
  const quiet = quietUntil(
    now,
    input.customer.timeZone ?? policy.defaultTimeZone,
    policy.quietHours[play.purpose],
  );
  if (quiet !== null) {
    return quiet >= outreach.expiresAt
      ? { kind: 'suppress', reason: 'quiet_hours' }
      : { kind: 'defer', until: quiet, reason: 'quiet_hours' };
  }
  const cancelled = standing.over?.how === 'cancelled';
  const template = outreach.kind === 'correction' ? play.correction : play.message;
  if (!template) return { kind: 'suppress', reason: 'no_message' };
  const rendered = renderMessage(template, {
    customer: input.customer,
    subject,
    anchor: outreach.anchor,
    company: policy.company,
    zone: zoneToTell(input.customer, subject, policy.defaultTimeZone),
    now,
    cancelled,
  });
  if (!rendered.ok) return { kind: 'suppress', reason: `incomplete_message: ${rendered.missing}` };
  if (outreach.kind === 'first' && inHoldout(play.id, outreach.customerId, play.holdout)) {
    return { kind: 'suppress', reason: 'holdout' };
  }
  return { kind: 'send', ...route, message: rendered.message, told: { anchorAt: standing.at, cancelled } };
}

/** Why the message would no longer be true or wanted, or null. */
function relevance(outreach: Outreach, play: Play, standing: ReturnType<typeof standingOf>): string | null {
  if (!standing) return 'no_milestone';
  if (standing.over?.how === 'completed') return standing.over.event;
  if (outreach.kind === 'first' && standing.over) return standing.over.event;
  const moved = isWrong(
    { anchorAt: outreach.anchorAt, cancelled: false },
    { at: standing.at, over: null },
    durationMs(play.tolerance),
  );
  return moved ? 'moved_since_planned' : null;
}

/** The first channel, the customer's own choice before the play's, that has an address and may be used. */
function chooseRoute(
  { customer, consents, policy }: GateInput,
  play: Play,
): { channel: string; address: string } | { refused: string } {
  const preferred = customer.traits.preferredChannel;
  const wanted = [...play.channels].sort((a, b) => Number(b === preferred) - Number(a === preferred));
  const identities = identitiesOf(customer.traits);
  const refusals: string[] = [];
  for (const name of wanted) {
    const channel = policy.channels.get(name);
    if (!channel) continue;
    const address = identities.find(({ kind }) => kind === channel.reaches)?.value;
    if (!address) continue;
    const { state } = consentState(consents, name, play.purpose);
    const onContract = play.purpose === 'service' && policy.serviceBasis === 'contract';
    if (state === 'granted' || (state === 'unknown' && onContract)) return { channel: name, address };
    refusals.push(state === 'revoked' ? 'consent_revoked' : 'no_consent');
  }
  return { refused: refusals[0] ?? 'no_address' };
}
