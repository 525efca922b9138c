import { vocabularyInUse } from '../customers/index.ts';
import { DAY, type Db, type Instant, idOf, iso } from '../platform/index.ts';
import { type Example, readExamples, type Window } from './examples.ts';
import { constantModel, fitSoftmax } from './fit.ts';
import { type ForecastModel, openForecaster, readModel } from './model.ts';
import { SOON } from './moments.ts';
import { Rows } from './rows.ts';
import type { SoftmaxModel } from './softmax.ts';
import { contactSpan, countCustomers, newestModel, putModel, reasonCounts } from './store.ts';
import type { Forecaster, TrainingReport } from './types.ts';

/** There is nothing to learn from; the message says what to import. */
export class TrainingError extends Error {
  override name = 'TrainingError';
}

export type TrainProgress = { phase: 'reading' | 'fitting'; done: number; total: number };
export type TrainOptions = {
  db: Db;
  /** Only what began before this counts; by default all before `now`. */
  until?: Instant;
  now: Instant;
  seed?: number;
  onProgress?: (progress: TrainProgress) => void;
};
export type Trained = { forecaster: Forecaster; report: TrainingReport; model: ForecastModel };

/** What a model was fitted to; the rules it is compared with learn from the same. */
export type Examples = { reasons: string[]; contacts: Rows; moments: Rows };

/**
 * At first nobody has a history yet, as the records begin in the middle of everybody's life; what is learned then of
 * those who never got in touch would be wrong later. This share of the time only fills histories.
 */
const FILLING = 1 / 3;

/** More reasons than these are not told apart. */
const MOST_REASONS = 40;

/**
 * Fits a forecaster to the history before an instant. Nothing is stored: see `saveForecaster`.
 * Throws TrainingError when no contact with a reason lies before it.
 */
export async function trainForecaster(options: TrainOptions): Promise<Trained> {
  const { trained } = await trainWithExamples(options);
  return trained;
}

export async function trainWithExamples({
  db,
  now,
  until = now,
  seed = 1,
  onProgress = () => {},
}: TrainOptions): Promise<{ trained: Trained; examples: Examples }> {
  const span = await contactSpan(db, until);
  if (span.first === null || span.last === null)
    throw new TrainingError(
      `there are no contacts before ${iso(until)} to learn from; import contacts.csv (contact_id,customer_id,channel,reason,started_at,…) first`,
    );
  if (!span.withReason)
    throw new TrainingError(
      `none of the ${span.contacts} contacts before ${iso(until)} has a reason; import contacts.csv with its column reason filled in`,
    );
  const customers = await countCustomers(db);
  const counted = await reasonCounts(db, until);
  const { first: from, last: to } = span;
  const momentsFrom = from + (to - from) * FILLING;
  const vocabulary = await vocabularyInUse(db);
  const window = { from, until: to, momentsFrom, contacts: span.contacts, customers, seed, vocabulary };
  const examples = await gather(db, window, counted.slice(0, MOST_REASONS), onProgress);

  const reason = fitSoftmax(examples.contacts, examples.reasons, 'contacts');
  onProgress({ phase: 'fitting', done: 1, total: 2 });
  const soon = examples.moments.length
    ? fitSoftmax(examples.moments, SOON, 'moments')
    : usualRate(span.contacts, customers, window);
  onProgress({ phase: 'fitting', done: 2, total: 2 });

  const id = idOf('forecaster', iso(until), iso(now), String(seed));
  const model: ForecastModel = { form: 1, id, trainedUntil: until, reason, soon, vocabulary };
  const report: TrainingReport = {
    trainedUntil: until,
    contacts: span.contacts,
    customers,
    moments: examples.moments.length,
    reasons: counted,
    features: { reason: reason.cuts.length, contact: soon.cuts.length },
    temperature: { reason: reason.temperature, contact: soon.temperature },
    warnings: warningsOf(counted, examples),
  };
  return { trained: { forecaster: openForecaster(model), report, model }, examples };
}

async function gather(
  db: Db,
  window: Window,
  counted: readonly { reason: string }[],
  onProgress: (progress: TrainProgress) => void,
): Promise<Examples> {
  const reasons = counted.map(({ reason }) => reason);
  const labels = new Map(reasons.map((reason, i) => [reason, i]));
  const examples = { reasons, contacts: new Rows(), moments: new Rows() };
  const onBucket = (done: number, total: number) => onProgress({ phase: 'reading', done, total });
  for await (const example of readExamples(db, window, onBucket)) addTo(examples, labels, example);
  return examples;
}

function addTo(examples: Examples, labels: ReadonlyMap<string, number>, example: Example): void {
  const { features, at } = example.situation;
  if (example.kind === 'moment') {
    examples.moments.add(features, example.soon, example.weight, at);
    return;
  }
  const label = labels.get(example.reason);
  if (label !== undefined) examples.contacts.add(features, label, 1, at);
}

/** With less than a week of contacts nobody was watched for a week: all customers get the usual rate (Poisson). */
function usualRate(contacts: number, customers: number, { from, until }: Window): SoftmaxModel {
  const days = Math.max(1, (until - from) / DAY);
  const within = (span: number) => 1 - Math.exp((-contacts / Math.max(1, customers) / days) * span);
  return constantModel(SOON, [within(1), within(7) - within(1), 1 - within(7)]);
}

function warningsOf(counted: readonly { reason: string; contacts: number }[], examples: Examples): string[] {
  const rare = counted.filter(({ contacts }) => contacts < 10).length;
  return [
    ...(examples.moments.length
      ? []
      : ['contacts span less than a week: P(contact) is the same for every customer']),
    ...(counted.length === 1 ? ['there is only one reason'] : []),
    ...(rare ? [`${rare} of ${counted.length} reasons have fewer than 10 contacts`] : []),
    ...(counted.length > MOST_REASONS
      ? [`only the ${MOST_REASONS} most frequent reasons are told apart`]
      : []),
  ];
}

export async function saveForecaster(db: Db, { model, report }: Trained, now: Instant): Promise<void> {
  await putModel(db, model, report, now);
}

/** The forecaster trained last, or null when none was. Throws when it was stored by another release. */
export async function loadForecaster(
  db: Db,
): Promise<{ forecaster: Forecaster; report: TrainingReport } | null> {
  const row = await newestModel(db);
  return row && { forecaster: openForecaster(readModel(row.model)), report: row.report };
}
