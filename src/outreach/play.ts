import { Liquid } from 'liquidjs';
import { Duration } from 'luxon';
import { z } from 'zod';

const duration = z
  .string()
  .refine((text) => Duration.fromISO(text).isValid, 'write an ISO 8601 duration, such as -PT1H or P2D');

/** An ISO 8601 duration of a stored play in milliseconds. Days are 24 hours: a milestone is an instant, not a date. */
export function durationMs(text: string): number {
  return Duration.fromISO(text).toMillis();
}

const parser = new Liquid({ strictFilters: true });
/** The filters of message.ts, known by name here too: a template is refused when it is stored, not when it is due. */
for (const filter of ['time', 'day']) parser.registerFilter(filter, String);
const template = z
  .string()
  .trim()
  .min(1, 'is empty: a message is complete or it is not sent')
  .superRefine((text, context) => {
    try {
      parser.parse(text);
    } catch (error) {
      context.addIssue(`is no Liquid template: ${(error as Error).message}`);
    }
  });

/** The four parts without which a message raises more questions than it answers. */
const message = z.object({
  subject: template,
  happened: template,
  done: template,
  todo: template,
  verify: template,
});

const name = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'use small letters, digits, - and _, at most 64');

const fields = z.strictObject({
  id: name,
  name: z.string().min(1).max(200),
  reason: z.string().min(1).max(256),
  purpose: z.enum(['service', 'marketing']),
  trigger: z.strictObject({
    kind: z.literal('milestone'),
    subject: z.string().min(1),
    milestone: z.string().min(1),
    /** From the milestone: -PT1H is an hour before it. */
    offset: duration,
  }),
  /** From the milestone: from then on the message is worth nothing. */
  expires: duration,
  /** Events after which the milestone will not come about: what was told of it is wrong. */
  cancelledBy: z.array(z.string()).default([]),
  /** Events after which there is nothing left to say, though all that was told holds. */
  completedBy: z.array(z.string()).default([]),
  /** In order of preference, after the customer's own. */
  channels: z.array(z.enum(['sms', 'email'], 'channels are sms and email')).min(1),
  /** Share of customers, chosen at random for good, whom the play does not reach. */
  holdout: z.number().min(0).max(0.9),
  /** By how much a told milestone may move before a correction goes out. */
  tolerance: duration,
  message,
  correction: message.optional(),
});

export const playSchema = fields.superRefine(({ trigger, expires, tolerance }, context) => {
  if (durationMs(tolerance) <= 0) {
    context.addIssue({
      code: 'custom',
      path: ['tolerance'],
      message: 'must be longer than nothing, such as PT10M',
    });
  }
  if (durationMs(expires) <= durationMs(trigger.offset)) {
    context.addIssue({
      code: 'custom',
      path: ['expires'],
      message: `comes before the message is due (${trigger.offset}), so that nothing would ever be sent`,
    });
  }
});

export type PlayDefinition = z.output<typeof playSchema>;
export type PlayStatus = 'draft' | 'launched' | 'paused' | 'ended';
export type Play = PlayDefinition & { version: number; status: PlayStatus };
export type MessageTemplate = z.output<typeof message>;
