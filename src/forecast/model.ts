import { z } from 'zod';
import { type Vocabulary, vocabularySchema } from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';
import { evidenceOf } from './evidence.ts';
import { situation } from './situation.ts';
import { openSoftmax, type SoftmaxModel } from './softmax.ts';
import type { Forecaster } from './types.ts';

/** What is stored of a forecaster: which reason, given a contact, and how soon the next contact comes. */
export type ForecastModel = {
  form: 1;
  id: string;
  trainedUntil: Instant;
  reason: SoftmaxModel;
  soon: SoftmaxModel;
  /** By which events were read in training, and are for every forecast. */
  vocabulary?: Vocabulary | undefined;
};

const softmax = z.object({
  classes: z.array(z.string()),
  cuts: z.array(
    z.discriminatedUnion('kind', [
      z.object({ name: z.string(), kind: z.literal('number'), edges: z.array(z.number()) }),
      z.object({ name: z.string(), kind: z.literal('category'), values: z.array(z.string()) }),
    ]),
  ),
  weights: z.array(z.number()),
  means: z.array(z.number()),
  temperature: z.number().positive(),
});
const stored = z.object({
  form: z.literal(1),
  id: z.string(),
  trainedUntil: z.number(),
  reason: softmax,
  soon: softmax,
  vocabulary: vocabularySchema.optional(),
});

/** Reads a stored model. Throws when it is of another form, as one kept by another release may be. */
export function readModel(value: unknown): ForecastModel {
  const parsed = stored.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error('the stored forecasting model is not of the form that this release reads; train a new one');
}

export function openForecaster(model: ForecastModel): Forecaster {
  const reason = openSoftmax(model.reason);
  const soon = openSoftmax(model.soon);
  return {
    id: model.id,
    trainedUntil: model.trainedUntil,
    reasons: reason.classes,
    forecast: (timeline, at) => {
      const now = situation(timeline, at, model.vocabulary);
      const probabilities = reason.predict(now.features);
      const [day = 0, week = 0] = soon.predict(now.features);
      const reasons = reason.classes
        .map((name, i) => ({ reason: name, probability: probabilities[i] as number }))
        .sort((a, b) => b.probability - a.probability);
      return {
        at,
        contact24h: day,
        contact7d: day + week,
        reasons,
        evidence: evidenceOf(now, reason, probabilities, soon),
      };
    },
  };
}
