import type { Rows } from './rows.ts';
import type { Features } from './types.ts';

/**
 * What a customer contacts about by habit: P(reason) as its share of the customer's contacts, those of late counting most
 * (`asked/habit/…`), smoothed as if `trust` contacts of the usual mix had been seen besides (a Dirichlet prior).
 */
export type HabitModel = { usual: number[]; trust: number };

export const HABIT = 'asked/habit/';

const TRUSTS = [1, 2, 3, 5, 8, 12, 20, 35, 60, 120];

/** Fits how far the usual mix is to be trusted, by maximum likelihood over a grid. */
export function fitHabit(rows: Rows, classes: readonly string[]): HabitModel {
  const places = placesOf(classes);
  const counts = new Array<number>(classes.length).fill(0.5);
  for (const label of rows.labels) counts[label] = (counts[label] as number) + 1;
  const all = counts.reduce((a, b) => a + b, 0);
  const usual = counts.map((count) => count / all);

  const whole = new Float64Array(rows.length);
  const own = new Float64Array(rows.length);
  const placeOf = rows.names.map((name) => places.get(name) ?? -1);
  rows.each((row, name, value) => {
    const place = placeOf[name] as number;
    if (place < 0 || typeof value !== 'number') return;
    whole[row] = (whole[row] as number) + value;
    if (rows.labels[row] === place) own[row] = value;
  });
  const likelihood = (trust: number) =>
    rows.labels.reduce(
      (sum, label, row) =>
        sum +
        Math.log(
          ((own[row] as number) + trust * (usual[label] as number)) / ((whole[row] as number) + trust),
        ),
      0,
    );
  const scored = TRUSTS.map((trust) => ({ trust, score: likelihood(trust) }));
  return { usual, trust: scored.reduce((best, next) => (next.score > best.score ? next : best)).trust };
}

/** The logarithms of P(class) by habit alone, for one customer at a time. */
export function habitOf(
  { usual, trust }: HabitModel,
  classes: readonly string[],
): (features: Features) => Float64Array {
  const names = classes.map((reason) => HABIT + reason);
  return (features) => {
    const seen = Float64Array.from(names, (name) => {
      const value = features[name];
      return typeof value === 'number' ? value : 0;
    });
    const whole = seen.reduce((a, b) => a + b, 0) + trust;
    return seen.map((value, k) => Math.log((value + trust * (usual[k] as number)) / whole));
  };
}

/** The same for every row of a table, `[row * classes + class]`. */
export function habitOfRows(model: HabitModel, rows: Rows, classes: readonly string[]): Float64Array {
  const places = placesOf(classes);
  const count = classes.length;
  const scores = new Float64Array(rows.length * count);
  const whole = new Float64Array(rows.length).fill(model.trust);
  const placeOf = rows.names.map((name) => places.get(name) ?? -1);
  rows.each((row, name, value) => {
    const place = placeOf[name] as number;
    if (place < 0 || typeof value !== 'number') return;
    scores[row * count + place] = value;
    whole[row] = (whole[row] as number) + value;
  });
  for (let row = 0; row < rows.length; row++)
    for (let k = 0; k < count; k++) {
      const at = row * count + k;
      scores[at] = Math.log(
        ((scores[at] as number) + model.trust * (model.usual[k] as number)) / (whole[row] as number),
      );
    }
  return scores;
}

function placesOf(classes: readonly string[]): Map<string, number> {
  return new Map(classes.map((reason, k) => [HABIT + reason, k]));
}
