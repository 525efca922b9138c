import { LATELY } from './pulse-features.ts';
import type { Rows } from './rows.ts';
import type { Features } from './types.ts';

/**
 * What a customer contacts about by habit: P(reason) as its share of the customer's contacts, those of late counting most
 * (`asked/habit/…`), smoothed as if `trust` contacts of the company's mix of late had been seen besides; and that mix
 * (`company/lately/…`) smoothed as if `steady` contacts of the usual mix had (a Dirichlet prior upon a Dirichlet prior).
 */
export type HabitModel = { usual: number[]; trust: number; steady: number };

export const HABIT = 'asked/habit/';

const TRUSTS = [1, 2, 3, 5, 8, 12, 20, 35, 60, 120];
/** The last: what is contacted about of late says nothing. */
const STEADIES = [20, 60, 200, 600, 2000, 1e9];

/** Fits how far the mix of late and the usual mix are to be trusted, by maximum likelihood over a grid. */
export function fitHabit(rows: Rows, classes: readonly string[]): HabitModel {
  const counts = new Array<number>(classes.length).fill(0.5);
  for (const label of rows.labels) counts[label] = (counts[label] as number) + 1;
  const all = counts.reduce((a, b) => a + b, 0);
  const usual = counts.map((count) => count / all);

  const own = sharesIn(rows, HABIT, classes);
  const lately = sharesIn(rows, LATELY, classes);
  const likelihood = (trust: number, steady: number) =>
    rows.labels.reduce((sum, label, row) => {
      const at = row * classes.length + label;
      const mix = smoothed(
        lately.of[at] as number,
        lately.whole[row] as number,
        usual[label] as number,
        steady,
      );
      return sum + Math.log(smoothed(own.of[at] as number, own.whole[row] as number, mix, trust));
    }, 0);
  const scored = STEADIES.flatMap((steady) =>
    TRUSTS.map((trust) => ({ trust, steady, score: likelihood(trust, steady) })),
  );
  const { trust, steady } = scored.reduce((best, next) => (next.score > best.score ? next : best));
  return { usual, trust, steady };
}

/** Of one customer at a time: the company's mix of late, and what habit makes of it; both are P(class). */
export function habitOf(
  { usual, trust, steady }: HabitModel,
  classes: readonly string[],
): (features: Features) => { mix: Float64Array; habit: Float64Array } {
  const names = {
    own: classes.map((reason) => HABIT + reason),
    lately: classes.map((reason) => LATELY + reason),
  };
  return (features) => {
    const own = Float64Array.from(names.own, (name) => numberOf(features[name]));
    const lately = Float64Array.from(names.lately, (name) => numberOf(features[name]));
    const [ownWhole, latelyWhole] = [sumOf(own), sumOf(lately)];
    const mix = lately.map((count, k) => smoothed(count, latelyWhole, usual[k] as number, steady));
    return { mix, habit: own.map((count, k) => smoothed(count, ownWhole, mix[k] as number, trust)) };
  };
}

/** The logarithms of what habit makes of every row of a table, `[row * classes + class]`. */
export function habitOfRows(
  { usual, trust, steady }: HabitModel,
  rows: Rows,
  classes: readonly string[],
): Float64Array {
  const own = sharesIn(rows, HABIT, classes);
  const lately = sharesIn(rows, LATELY, classes);
  return own.of.map((count, at) => {
    const [row, k] = [Math.floor(at / classes.length), at % classes.length];
    const mix = smoothed(lately.of[at] as number, lately.whole[row] as number, usual[k] as number, steady);
    return Math.log(smoothed(count, own.whole[row] as number, mix, trust));
  });
}

function smoothed(count: number, whole: number, prior: number, trust: number): number {
  return (count + trust * prior) / (whole + trust);
}

/** The numbers that the features beginning so have in each row, `[row * classes + class]`, and their sum in each row. */
function sharesIn(
  rows: Rows,
  prefix: string,
  classes: readonly string[],
): { of: Float64Array; whole: Float64Array } {
  const places = new Map(classes.map((reason, k) => [prefix + reason, k]));
  const placeOf = rows.names.map((name) => places.get(name) ?? -1);
  const of = new Float64Array(rows.length * classes.length);
  const whole = new Float64Array(rows.length);
  rows.each((row, name, value) => {
    const place = placeOf[name] as number;
    if (place < 0 || typeof value !== 'number') return;
    of[row * classes.length + place] = value;
    whole[row] = (whole[row] as number) + value;
  });
  return { of, whole };
}

function numberOf(value: number | string | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function sumOf(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
