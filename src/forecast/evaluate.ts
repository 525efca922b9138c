import { type Db, type Instant, iso } from '../platform/index.ts';
import { readExamples } from './examples.ts';
import { gradeBook } from './grade-book.ts';
import { fitLogistic } from './logistic.ts';
import { SOON } from './moments.ts';
import { fitRules } from './rules.ts';
import { contactSpan, countCustomers } from './store.ts';
import { TrainingError, type TrainProgress, trainWithExamples } from './train.ts';
import type { Evaluation } from './types.ts';

const SPLIT = 0.7;

/**
 * Trains on what lies before an instant and tests on what comes after it: by default the point 70 % into the time that
 * contacts span. Throws TrainingError when there is nothing before it to train on, or nothing after it to test on.
 */
export async function evaluateForecast(options: {
  db: Db;
  since?: Instant;
  now: Instant;
  seed?: number;
  onProgress?: (progress: TrainProgress) => void;
}): Promise<Evaluation> {
  const { db, now, seed = 1 } = options;
  const span = await contactSpan(db, now);
  const { begin, last } = span;
  if (begin === null || last === null)
    throw new TrainingError('there are no contacts to test on; import contacts.csv first');
  const since = options.since ?? Math.round(begin + SPLIT * (last - begin));
  if (since > last)
    throw new TrainingError(
      `there are no contacts from ${iso(since)} on to test on; the last is of ${iso(last)}`,
    );
  const { trained, examples, pulse } = await trainWithExamples({ ...options, until: since, seed });

  const baseline = {
    reason: fitLogistic(examples.contacts, examples.reasons.length, 'contacts'),
    soon: examples.moments.length
      ? fitLogistic(examples.moments, SOON.length, 'moments')
      : () => SOON.map(() => 1 / SOON.length),
  };
  const book = gradeBook(trained.model, baseline, fitRules(examples));
  const window = {
    from: since,
    until: last,
    momentsFrom: since,
    contacts: span.contacts - trained.report.contacts,
    customers: await countCustomers(db),
    seed: seed + 1,
  };
  const onBucket = (done: number, total: number) => options.onProgress?.({ phase: 'testing', done, total });
  for await (const example of readExamples(db, window, trained.model.company, pulse, onBucket)) {
    // Without moments to learn from, neither model nor rules say anything of P(contact) that could be graded.
    if (example.kind === 'contact' || examples.moments.length) book.grade(example);
  }
  const result = book.result();
  if (!result)
    throw new TrainingError(`none of the contacts from ${iso(since)} on has a reason; nothing to test on`);
  return {
    trainedUntil: since,
    testedUntil: last,
    trainedOn: { contacts: examples.contacts.length, moments: examples.moments.length },
    ...result,
  };
}
