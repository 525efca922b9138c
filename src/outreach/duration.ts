import { Duration } from 'luxon';
import { z } from 'zod';
import { keeping } from '../platform/index.ts';

/** An ISO 8601 duration, which may be negative: before the anchor. */
export const durationSchema = z
  .string()
  .refine((text) => Duration.fromISO(text).isValid, 'write an ISO 8601 duration, such as -PT1H or P2D');

export const positiveDuration = durationSchema.refine(
  (text) => !Duration.fromISO(text).isValid || Duration.fromISO(text).toMillis() > 0,
  'must be longer than nothing, such as PT10M',
);

/** An ISO 8601 duration of a stored play in milliseconds. Days are 24 hours: a milestone is an instant, not a date. */
export const durationMs: (text: string) => number = keeping(1000, (text: string) =>
  Duration.fromISO(text).toMillis(),
);
