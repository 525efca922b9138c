import { z } from 'zod';
import { type Instant, readSetting, type Tx, writeSetting } from '../platform/index.ts';
import { newestReport } from './store.ts';
import type { Evaluation, TrainingReport } from './types.ts';

const EVALUATION = 'evaluation';

/** JSON has no NaN: what can't be measured, such as the AUC of a thing that never came, is kept as null. */
const score = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
const beside = <T extends z.ZodType>(one: T) =>
  z.object({ model: one, logistic: one, baseRate: one, lastReason: one });
const yes = beside(z.object({ logLoss: score, brier: score, ece: score, auc: score })).nullable();
const amounts = z.object({ contacts: z.number(), moments: z.number() });
const groups = z.array(
  z.object({ said: z.number(), came: z.number(), weight: z.number(), effective: z.number() }),
);
const evaluation: z.ZodType<Evaluation> = z.object({
  trainedUntil: z.number(),
  testedUntil: z.number(),
  trainedOn: amounts,
  testedOn: amounts,
  reason: beside(
    z.object({
      logLoss: score,
      brier: score,
      ece: score,
      eceOfWidths: score,
      eceByChance: score,
      hit1: score,
      hit3: score,
    }),
  ),
  contact24h: yes,
  contact7d: yes,
  reliability: z.object({ reason: groups, contact24h: groups, contact7d: groups }),
  coverage: z.array(
    z.object({
      threshold: z.number(),
      contacts: z.number(),
      coverage: z.number(),
      precision: z.number().nullable(),
    }),
  ),
  byReason: z.array(
    z.object({ reason: z.string(), contacts: z.number(), hit1: z.number(), given: z.number() }),
  ),
  unseenReasons: z.array(z.string()),
});
const kept = z.object({ at: z.number(), report: evaluation });

const both = z.object({ reason: z.number(), contact: z.number() });
const training: z.ZodType<TrainingReport> = z.object({
  trainedUntil: z.number(),
  contacts: z.number(),
  customers: z.number(),
  moments: z.number(),
  reasons: z.array(z.object({ reason: z.string(), contacts: z.number() })),
  features: both,
  rounds: both,
  temperature: both,
  warnings: z.array(z.string()),
});

export type KeptEvaluation = { at: Instant; report: Evaluation };

/** Keeps an evaluation, the last one only, for whoever asks how good the forecast is. */
export async function keepEvaluation(db: Tx, report: Evaluation, at: Instant): Promise<void> {
  await writeSetting(db, EVALUATION, { at, report });
}

/** The evaluation made last; null when there was none yet, or another release kept it in another form. */
export async function keptEvaluation(db: Tx): Promise<KeptEvaluation | null> {
  return kept.safeParse(await readSetting(db, EVALUATION)).data ?? null;
}

export type ModelInUse = { id: string; trainedAt: Instant; report: TrainingReport | null };

/** What the model in use was trained on; its report is null when another release kept it in another form. */
export async function modelInUse(db: Tx): Promise<ModelInUse | null> {
  const row = await newestReport(db);
  return (
    row && { id: row.id, trainedAt: row.trained_at, report: training.safeParse(row.report).data ?? null }
  );
}
