import type { Timeline } from '../src/customers/index.ts';
import { type Features, fitClassifier, openClassifier, Rows, situations } from '../src/forecast/index.ts';
import { MINUTE } from '../src/platform/index.ts';
import { compare } from './measure.ts';

const CLASSES = ['early', 'soon', 'late'];

/** Fitting a classifier to the situations of customers and asking it about each, against a plain pass over the same values. */
export async function learning(timelines: readonly Timeline[], from: number, most: number, repeats: number) {
  const instants = Array.from({ length: 40 }, (_, i) => from + i * 7 * MINUTE);
  const seen: Features[] = [];
  for (const timeline of timelines) {
    if (seen.length >= most) break;
    for (const { features } of situations(timeline, instants)) seen.push(features);
  }
  const rows = new Rows();
  for (const [i, features] of seen.entries()) rows.add(features, (i * 7 + (i % 40)) % CLASSES.length, 1, i);
  let sum = 0;
  const pass = async () =>
    rows.each((_row, _name, value) => {
      sum += typeof value === 'number' ? value : value.length;
    });
  const { model } = await fitClassifier(rows, CLASSES, { prior: 'rate', seed: 1 });
  const classifier = openClassifier(model);
  const train = await compare(
    repeats,
    async () => void (await fitClassifier(rows, CLASSES, { prior: 'rate', seed: 1 })),
    pass,
  );
  const score = await compare(
    repeats,
    async () => {
      for (const features of seen) sum += classifier.predict(features)[0] as number;
    },
    pass,
  );
  if (Number.isNaN(sum)) throw new Error('a feature is no number');
  return { rows: rows.length, train, score };
}
