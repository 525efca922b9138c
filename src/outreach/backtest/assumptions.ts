import { z } from 'zod';
import type { Assumptions } from './report.ts';

export const assumptionsSchema = z.strictObject({
  withinHours: z
    .number()
    .gt(0)
    .max(24 * 90),
  deflection: z.number().min(0).max(1),
  costPerMessage: z.number().min(0),
  costPerMinute: z.number().min(0),
  currency: z.string().regex(/^[A-Z]{3}$/, 'write an ISO 4217 code, for example EUR'),
});

/**
 * What is assumed where nothing is said. A health insurer's clear information cut calls by 29 % (Kumar & Telang, 2012);
 * half is for messages that come at the moment of the question. Both are guesses until a holdout has told.
 */
export function assumptionsOf(handling: { costPerMinute: number; currency: string }): Assumptions {
  return { withinHours: 48, deflection: 0.5, costPerMessage: 0.05, ...handling };
}
