import { HABIT, type HabitModel, habitOf, habitOfRows } from './habit.ts';
import { RATE, type RateModel, rateOf, rateOfRows, usualRate } from './rate.ts';
import type { Rows } from './rows.ts';
import type { Features } from './types.ts';

/**
 * What is said of a customer before a forest adds to it: the reasons of habit, the rate of contacts, or nothing but how
 * frequent the classes are (`scores`, their logarithms).
 */
export type PriorModel =
  | ({ kind: 'habit' } & HabitModel)
  | ({ kind: 'rate' } & RateModel)
  | { kind: 'frequency'; scores: number[] };

export type Prior = {
  /** The score of each class where nothing is known of the customer. */
  usual: Float64Array;
  scores(features: Features): Float64Array;
  /** The feature to which what the prior says of a class beyond the usual is credited. */
  creditedTo(place: number): string;
};

export function openPrior(model: PriorModel, classes: readonly string[]): Prior {
  switch (model.kind) {
    case 'habit':
      return {
        usual: Float64Array.from(model.usual, Math.log),
        scores: habitOf(model, classes),
        creditedTo: (place) => HABIT + classes[place],
      };
    case 'rate':
      return { usual: usualRate(model), scores: rateOf(model), creditedTo: () => RATE };
    case 'frequency': {
      const usual = Float64Array.from(model.scores);
      return { usual, scores: () => usual, creditedTo: () => '' };
    }
  }
}

/** What the prior says of every row, `[row * classes + class]`. */
export function priorOfRows(model: PriorModel, rows: Rows, classes: readonly string[]): Float64Array {
  if (model.kind === 'habit') return habitOfRows(model, rows, classes);
  if (model.kind === 'rate') return rateOfRows(model, rows);
  const all = new Float64Array(rows.length * classes.length);
  for (let row = 0; row < rows.length; row++) all.set(model.scores, row * classes.length);
  return all;
}
