import { z } from 'zod';
import { durationMs, durationSchema, positiveDuration } from './duration.ts';
import { messageSchema } from './template.ts';
import { triggerOffset, triggerSchema } from './trigger.ts';

export const CHANNELS = ['sms', 'email', 'voice'] as const;
/** Which identity of a customer each channel reaches. */
export const REACHES: Record<(typeof CHANNELS)[number], 'phone' | 'email'> = {
  sms: 'phone',
  email: 'email',
  voice: 'phone',
};
const channel = z.enum(CHANNELS, `channels are ${CHANNELS.join(', ')}`);
const name = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'use small letters, digits, - and _, at most 64');

/** At most so many messages to one customer in any span of this length. */
const cap = z.strictObject({ most: z.int().min(1), per: positiveDuration });

/** What is said instead to customers of a locale ("es" speaks for "es-MX" too), on a channel, or both. */
const variant = z
  .strictObject({
    locale: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'write a locale such as es or es-MX')
      .optional(),
    channel: channel.optional(),
    message: messageSchema,
    correction: messageSchema.optional(),
  })
  .refine(({ locale, channel: on }) => locale !== undefined || on !== undefined, {
    message: 'says neither locale nor channel, so that it would never differ from the message itself',
  });

const fields = z.strictObject({
  id: name,
  name: z.string().min(1).max(200),
  reason: z.string().min(1).max(256),
  purpose: z.enum(['service', 'marketing']),
  trigger: triggerSchema,
  /** The audience, in CEL (docs/conditions.md); without it, all whom the trigger finds. */
  where: z.string().min(1).optional(),
  /** The message may wait so long for the hour in which the customer is likeliest to attend to it; null: it does not. */
  moment: z.strictObject({ within: positiveDuration }).nullable().default(null),
  /** From the anchor (the milestone, the event, the crossing): from then on the message is worth nothing. */
  expires: durationSchema,
  /** Events after which the anchor will not come about: what was told of it is wrong. */
  cancelledBy: z.array(z.string().min(1)).default([]),
  /** Events after which there is nothing left to say, though all that was told holds. */
  completedBy: z.array(z.string().min(1)).default([]),
  /**
   * Who got in touch about the reason no longer before the message is due than this, and after what it tells was
   * known, needs no message; null: a contact changes nothing.
   */
  unlessContacted: positiveDuration.nullable().default('PT12H'),
  /** In order of preference, after the customer's own. */
  channels: z.array(channel).min(1),
  /** The next channel is tried when one refused for good, or reported no delivery within `after`; null: never. */
  fallback: z.strictObject({ after: positiveDuration }).nullable().default(null),
  /** 1 trivial … 9 urgent: what a cap counts, it counts of this priority or above. */
  priority: z.int().min(1).max(9).default(5),
  /** For this play alone; those of the company come besides. */
  caps: z.array(cap).max(5).default([]),
  /** At most so many messages of this play on each channel in each span: a mass notice brings a wave of calls. */
  pace: z
    .strictObject({ most: z.int().min(1), per: positiveDuration.default('PT1M') })
    .nullable()
    .default(null),
  /**
   * The customer asked for the message: quiet hours, the company's caps and holdouts do not keep it back, and it goes by
   * the play's own order of channels. Consent and the suppression list hold as for any other.
   */
  requested: z.boolean().default(false),
  /** Share of customers, chosen at random for good, whom the play does not reach. */
  holdout: z.number().min(0).max(0.9),
  /** By how much a told milestone may move before a correction goes out. */
  tolerance: positiveDuration,
  message: messageSchema,
  correction: messageSchema.optional(),
  variants: z.array(variant).max(50).default([]),
});

export const playSchema = fields.superRefine((play, context) => {
  const fault = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const due = triggerOffset(play.trigger);
  if (durationMs(play.expires) <= due.ms)
    fault(
      ['expires'],
      `comes before the message is due (${due.written}), so that nothing would ever be sent`,
    );
  if (play.moment && due.ms + durationMs(play.moment.within) >= durationMs(play.expires))
    fault(['moment', 'within'], 'lets the message wait until it is worth nothing');
  if (new Set(play.channels).size < play.channels.length) fault(['channels'], 'names a channel twice');
  if (play.requested && play.holdout > 0)
    fault(['holdout'], 'is 0 for a play whose messages were asked for: nobody who asked is kept waiting');
  if (play.fallback && play.channels.length < 2)
    fault(['fallback'], 'needs a second channel in `channels` to fall back to');
  if (play.channels.includes('voice') && !play.variants.some((one) => one.channel === 'voice'))
    fault(['variants'], 'has no words for voice: what is spoken is no text with addresses in it');
  const seen = new Set<string>();
  for (const [i, { locale, channel: on, correction }] of play.variants.entries()) {
    const key = `${locale ?? 'any locale'} on ${on ?? 'any channel'}`;
    if (seen.has(key)) fault(['variants', i], `there are two variants for ${key}`);
    seen.add(key);
    if (on && !play.channels.includes(on))
      fault(['variants', i, 'channel'], `${on} is not among the channels`);
    if (play.correction && !correction)
      fault(['variants', i, 'correction'], 'is missing: the play corrects what it told, in these words too');
  }
});

export type PlayDefinition = z.output<typeof playSchema>;
/** `draft` reaches nobody yet, `paused` for now, `ended` for good. */
export type PlayStatus = 'draft' | 'launched' | 'paused' | 'ended';
export type Play = PlayDefinition & { version: number; status: PlayStatus };
export type Cap = z.output<typeof cap>;

/** The play of an outreach, or null when it has gone. */
export function playOf(plays: readonly Play[], { playId }: { playId: string }): Play | null {
  return plays.find((play) => play.id === playId) ?? null;
}
