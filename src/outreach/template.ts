import { Liquid } from 'liquidjs';
import { z } from 'zod';

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

/** The four parts without which a message raises more questions than it answers, and a subject for mail. */
export const messageSchema = z.strictObject({
  subject: template,
  happened: template,
  done: template,
  todo: template,
  verify: template,
});
export type MessageTemplate = z.output<typeof messageSchema>;

export const PARTS = ['happened', 'done', 'todo', 'verify'] as const;
