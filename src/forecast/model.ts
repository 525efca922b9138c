import { z } from 'zod';
import { vocabularySchema } from '../customers/index.ts';
import type { Instant } from '../platform/index.ts';
import { applyYes, type YesCalibration } from './calibrate-yes.ts';
import { type Classifier, type ClassifierModel, openClassifier } from './classifier.ts';
import { evidenceOf } from './evidence.ts';
import { situation, situations } from './situation.ts';
import type { Company, Features, Forecast, Forecaster, Situation } from './types.ts';

/** What is stored of a forecaster: which reason, given a contact, and how soon the next contact comes. */
export type ForecastModel = {
  form: 3;
  id: string;
  trainedUntil: Instant;
  company: Company;
  reason: ClassifierModel;
  soon: ClassifierModel;
  /** How P(contact within a day) and within a week, as `soon` has them, are put right. */
  within: { day: YesCalibration; week: YesCalibration };
};

const numbers = z.array(z.number());
const classifier = z.object({
  classes: z.array(z.string()),
  prior: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('habit'),
      usual: numbers,
      trust: z.number().positive(),
      steady: z.number().positive(),
    }),
    z.object({
      kind: z.literal('rate'),
      usual: z.number(),
      trust: z.number().positive(),
      counting: z.enum(['all', 'lately']),
    }),
    z.object({ kind: z.literal('frequency'), scores: numbers }),
  ]),
  cuts: z.array(
    z.discriminatedUnion('kind', [
      z.object({ name: z.string(), kind: z.literal('number'), edges: numbers }),
      z.object({ name: z.string(), kind: z.literal('category'), values: z.array(z.string()) }),
    ]),
  ),
  forest: z.object({
    classes: z.int(),
    features: z.int(),
    base: numbers,
    rounds: z.int(),
    loss: z.number().nullable(),
    leaves: numbers,
    targets: numbers,
    splits: z.string(),
    values: z.string(),
    covers: z.string(),
  }),
  temperature: z.number().positive(),
  shifts: numbers,
});
const calibration = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('platt'), slope: z.number(), shift: z.number() }),
  z.object({ kind: z.literal('isotonic'), curve: z.object({ from: numbers, to: numbers }) }),
]);
const step = z.object({
  after: z.object({ kind: z.enum(['event', 'milestone']), name: z.string() }),
  follows: z.string(),
  share: z.number(),
  median: z.number(),
  usually: z.number(),
});
const stored = z.object({
  form: z.literal(3),
  id: z.string(),
  trainedUntil: z.number(),
  company: z.object({
    vocabulary: vocabularySchema.optional(),
    contactsSince: z.number(),
    courses: z.record(z.string(), z.array(step)),
  }),
  reason: classifier,
  soon: classifier,
  within: z.object({ day: calibration, week: calibration }),
});

/** Reads a stored model. Throws when it is of another form, as one kept by another release may be. */
export function readModel(value: unknown): ForecastModel {
  const parsed = stored.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error('the stored forecasting model is not of the form that this release reads; train a new one');
}

/** Nobody is as sure of anything as a line through clear-cut examples would have it. */
function unsure(probability: number): number {
  return Math.min(1 - UNSURE, Math.max(UNSURE, probability));
}
const UNSURE = 1e-5;

/** P(contact within a day) and within a week; the second is never below the first. */
export function contactWithin(
  soon: Classifier,
  within: ForecastModel['within'],
): (features: Features) => { day: number; week: number } {
  return (features) => {
    const [first = 0, second = 0] = soon.predict(features);
    const day = unsure(applyYes(within.day, first));
    return { day, week: Math.max(day, unsure(applyYes(within.week, first + second))) };
  };
}

export function openForecaster(model: ForecastModel): Forecaster {
  const reason = openClassifier(model.reason);
  const soon = openClassifier(model.soon);
  const contact = contactWithin(soon, model.within);
  const forecastOf = (now: Situation): Forecast => {
    const probabilities = reason.predict(now.features);
    const { day, week } = contact(now.features);
    const reasons = reason.classes
      .map((name, i) => ({ reason: name, probability: probabilities[i] as number }))
      .sort((a, b) => b.probability - a.probability);
    let evidence: string[] | null = null;
    return {
      at: now.at,
      contact24h: day,
      contact7d: week,
      reasons,
      // Looked for when asked for: a thousand forecasts for a file need none.
      get evidence() {
        evidence ??= evidenceOf(now, reason, probabilities, soon);
        return evidence;
      },
    };
  };
  return {
    id: model.id,
    trainedUntil: model.trainedUntil,
    reasons: reason.classes,
    forecast: (timeline, at, pulse) => forecastOf(situation(timeline, at, model.company, pulse)),
    forecastEach: function* (timeline, instants, pulse) {
      for (const now of situations(timeline, instants, model.company, pulse)) yield forecastOf(now);
    },
  };
}
