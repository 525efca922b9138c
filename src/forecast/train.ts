import { vocabularyInUse } from '../customers/index.ts';
import { DAY, type Db, type Instant, idOf, iso } from '../platform/index.ts';
import { AS_IT_IS, calibrateYes } from './calibrate-yes.ts';
import { type Example, readExamples, readTimelines, type Window } from './examples.ts';
import { constantClassifier, type Fitted, fitClassifier } from './fit-classifier.ts';
import { courseLearner } from './learn-courses.ts';
import { type ForecastModel, openForecaster, readModel } from './model.ts';
import { SOON } from './moments.ts';
import { type Pulse, pulseOf } from './pulse.ts';
import { Rows } from './rows.ts';
import { contactSpan, contactsByHour, countCustomers, newestModel, putModel, reasonCounts } from './store.ts';
import type { Company, Forecaster, TrainingReport } from './types.ts';

/** There is nothing to learn from; the message says what to import. */
export class TrainingError extends Error {
  override name = 'TrainingError';
}

export type TrainProgress = {
  /** What is under way: the company's courses, the examples, trees for reasons and for contacts; then, in an evaluation, the test. */
  phase: 'looking' | 'reading' | 'reasons' | 'contacts' | 'testing';
  done: number;
  total: number;
};
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
const MOST_REASONS = 100;

/** What usually follows what shows in the lives of so many customers. */
const ENOUGH_LIVES = 3000;

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
}: TrainOptions): Promise<{ trained: Trained; examples: Examples; pulse: Pulse }> {
  const span = await contactSpan(db, until);
  if (span.first === null || span.begin === null || span.last === null)
    throw new TrainingError(
      `there are no contacts before ${iso(until)} to learn from; import contacts.csv (contact_id,customer_id,channel,reason,started_at,…) first`,
    );
  if (!span.withReason)
    throw new TrainingError(
      `none of the ${span.contacts} contacts before ${iso(until)} has a reason; import contacts.csv with its column reason filled in`,
    );
  const customers = await countCustomers(db);
  const counted = await reasonCounts(db, until);
  const { first: from, begin, last: to } = span;
  const momentsFrom = begin + (to - begin) * FILLING;
  const window = { from, until: to, momentsFrom, contacts: span.contacts, customers, seed };
  const company = await learnCompany(db, begin, until, onProgress);
  const reasons = counted.slice(0, MOST_REASONS).map(({ reason }) => reason);
  const pulse = pulseOf(await contactsByHour(db), reasons);
  const examples = await gather(db, window, company, pulse, reasons, onProgress);

  const { model: reason } = await fitClassifier(examples.contacts, examples.reasons, {
    prior: 'habit',
    seed,
    onRound: (done, total) => onProgress({ phase: 'reasons', done, total }),
  });
  const { model: soon, heldBack } = examples.moments.length
    ? await fitClassifier(examples.moments, SOON, {
        prior: 'rate',
        seed,
        onRound: (done, total) => onProgress({ phase: 'contacts', done, total }),
      })
    : usualRate(span.contacts, customers, to - begin);

  // Trees stop growing when more are worth nothing, mostly before the last round that was allowed.
  onProgress({ phase: 'contacts', done: 1, total: 1 });
  const id = idOf('forecaster', iso(until), iso(now), String(seed));
  const model: ForecastModel = {
    form: 3,
    id,
    trainedUntil: until,
    company,
    reason,
    soon,
    within: calibrateWithin(heldBack),
  };
  const report: TrainingReport = {
    trainedUntil: until,
    contacts: span.contacts,
    customers,
    moments: examples.moments.length,
    reasons: counted,
    features: { reason: reason.cuts.length, contact: soon.cuts.length },
    rounds: { reason: reason.forest.rounds, contact: soon.forest.rounds },
    temperature: { reason: reason.temperature, contact: soon.temperature },
    warnings: warningsOf(counted, examples),
  };
  return { trained: { forecaster: openForecaster(model), report, model }, examples, pulse };
}

/** What is to be known of the company as a whole, from the lives of enough of its customers. */
async function learnCompany(
  db: Db,
  contactsSince: Instant,
  until: Instant,
  onProgress: (progress: TrainProgress) => void,
): Promise<Company> {
  const vocabulary = await vocabularyInUse(db);
  const courses = courseLearner(until, vocabulary);
  let lives = 0;
  for await (const { timeline, bucket, buckets } of readTimelines(db)) {
    if (lives >= ENOUGH_LIVES) break;
    courses.see(timeline);
    lives++;
    onProgress({ phase: 'looking', done: bucket, total: buckets });
  }
  return { vocabulary, contactsSince, courses: courses.conclude() };
}

/** Puts P(contact within a day, a week) right by what was said of moments held back. */
function calibrateWithin(heldBack: Fitted['heldBack']): ForecastModel['within'] {
  const upTo = (last: number) =>
    calibrateYes(
      heldBack.map(({ probabilities, label, weight }) => ({
        score: probabilities.subarray(0, last + 1).reduce((a, b) => a + b, 0),
        truth: label <= last,
        weight,
      })),
    );
  return heldBack.length ? { day: upTo(0), week: upTo(1) } : { day: AS_IT_IS, week: AS_IT_IS };
}

async function gather(
  db: Db,
  window: Window,
  company: Company,
  pulse: Pulse,
  reasons: string[],
  onProgress: (progress: TrainProgress) => void,
): Promise<Examples> {
  const labels = new Map(reasons.map((reason, i) => [reason, i]));
  const examples = { reasons, contacts: new Rows(), moments: new Rows() };
  const onBucket = (done: number, total: number) => onProgress({ phase: 'reading', done, total });
  for await (const example of readExamples(db, window, company, pulse, onBucket))
    addTo(examples, labels, example);
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

/**
 * With less than a week of contacts nobody was watched for a week: all customers get the usual rate (Poisson), as if the
 * contacts were all that came in a week.
 */
function usualRate(contacts: number, customers: number, span: number): Fitted {
  const days = Math.max(7, span / DAY);
  const within = (time: number) => 1 - Math.exp((-contacts / Math.max(1, customers) / days) * time);
  const model = constantClassifier(SOON, [within(1), within(7) - within(1), 1 - within(7)]);
  return { model, heldBack: [] };
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
