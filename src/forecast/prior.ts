import { HABIT, type HabitModel, habitOf, habitOfRows } from './habit.ts';
import { LATELY } from './pulse-features.ts';
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

/** What one feature adds to the score of the class at a place. */
export type Credit = { name: string; place: number; gain: number };

export type Prior = {
  /** The score of each class where nothing is known of the customer. */
  usual: Float64Array;
  scores(features: Features): Float64Array;
  /** Which features make the scores differ from the usual; with `usual` these sum to the scores. */
  credits(features: Features): Credit[];
};

export function openPrior(model: PriorModel, classes: readonly string[]): Prior {
  switch (model.kind) {
    case 'habit': {
      const of = habitOf(model, classes);
      const credits = (features: Features) => {
        const { mix, habit } = of(features);
        return classes.flatMap((reason, place) => {
          const late = mix[place] as number;
          return [
            { name: HABIT + reason, place, gain: Math.log((habit[place] as number) / late) },
            { name: LATELY + reason, place, gain: Math.log(late / (model.usual[place] as number)) },
          ];
        });
      };
      const usual = Float64Array.from(model.usual, Math.log);
      return { usual, scores: (features) => of(features).habit.map(Math.log), credits };
    }
    case 'rate': {
      const [usual, scores] = [usualRate(model), rateOf(model)];
      const credits = (features: Features) =>
        Array.from(scores(features), (score, place) => ({
          name: RATE,
          place,
          gain: score - (usual[place] as number),
        }));
      return { usual, scores, credits };
    }
    case 'frequency': {
      const usual = Float64Array.from(model.scores);
      return { usual, scores: () => usual, credits: () => [] };
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
