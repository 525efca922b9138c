import { HOUR, type Instant } from '../platform/index.ts';

/** How well a channel is expected to reach a customer, in [0, 1], and by what, in words. */
export type Leaning = { score: number; why: string };

export type PastOutreach = {
  channel: string;
  /** When it went out; null when it never did. */
  sentAt: Instant | null;
  status: string;
  reason: string;
};
export type PastContact = { at: Instant; channel: string; reason: string | null };

/** Which of our channels a customer who gets in touch by these has at hand. */
const AT_HAND: Record<string, 'sms' | 'email'> = {
  phone: 'sms',
  voice: 'sms',
  call: 'sms',
  ivr: 'sms',
  sms: 'sms',
  text: 'sms',
  whatsapp: 'sms',
  chat: 'sms',
  app: 'sms',
  email: 'email',
  mail: 'email',
  web: 'email',
  form: 'email',
  letter: 'email',
};
/** A contact by a channel tells less than how a message by it was met. */
const WEIGHT_OF_CONTACT = 0.5;
/** A customer's own record counts in full against as many messages' worth of what their like do. */
const TRUST = 4;
/** A contact about the reason so soon after a message: it did not do. */
const ANYWAY = 24 * HOUR;

/** What is usual among customers of a locale (its language), or of all: P(a message by this channel does). */
export type ReachPrior = Record<string, { rate: number; of: string }>;

/**
 * How well each channel would reach a customer: the share of their messages by it that arrived and left nothing to ask,
 * and of their contacts made where it is at hand, shrunk to what is usual among their like (the mean of a Beta
 * posterior with `TRUST` as its prior's weight). Pure.
 */
export function leaningOf(
  channels: readonly string[],
  outreach: readonly PastOutreach[],
  contacts: readonly PastContact[],
  prior: ReachPrior,
  now: Instant,
): Map<string, Leaning> {
  const placed = contacts.flatMap(({ channel }) => AT_HAND[channel.toLowerCase()] ?? []);
  return new Map(
    channels.map((channel, place) => {
      const { met, of } = responses(channel, outreach, contacts, now);
      const here = placed.filter((hand) => hand === channel).length;
      const usual = prior[channel] ?? { rate: place === 0 ? 0.6 : 0.5, of: 'order' };
      const score =
        (met + WEIGHT_OF_CONTACT * here + TRUST * usual.rate) /
        (of + WEIGHT_OF_CONTACT * placed.length + TRUST);
      return [channel, { score, why: inWords(channel, { met, of, here, contacts: placed.length }, usual) }];
    }),
  );
}

/** Of how many messages by a channel it is known how they were met, and how many of them did. */
export function responses(
  channel: string,
  outreach: readonly PastOutreach[],
  contacts: readonly PastContact[],
  now: Instant,
): { met: number; of: number } {
  let met = 0;
  let of = 0;
  for (const one of outreach) {
    if (one.channel !== channel) continue;
    if (one.status === 'failed') of++;
    if (one.sentAt === null || one.status === 'failed' || one.sentAt + ANYWAY > now) continue;
    const sentAt = one.sentAt;
    of++;
    const anyway = contacts.some(
      ({ at, reason }) => reason === one.reason && at > sentAt && at <= sentAt + ANYWAY,
    );
    if (!anyway) met++;
  }
  return { met, of };
}

function inWords(
  channel: string,
  { met, of, here, contacts }: { met: number; of: number; here: number; contacts: number },
  usual: { of: string },
): string {
  const parts = [
    ...(of ? [`${met} of ${of} messages by ${channel} did`] : []),
    ...(here ? [`${here} of ${contacts} contacts came where ${channel} is at hand`] : []),
  ];
  if (parts.length) return parts.join('; ');
  return usual.of === 'order' ? 'the first of the play' : `usual among ${usual.of}`;
}
