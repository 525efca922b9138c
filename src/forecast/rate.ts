import { habitDays } from './contact-habit.ts';
import type { Rows } from './rows.ts';
import type { Features } from './types.ts';

/**
 * How often a customer gets in touch, by the count alone: a Poisson process whose rate is the customer's contacts over the
 * days watched, smoothed as if `trust` days at the `usual` rate (a day) had been seen besides (a gamma prior). Either
 * all contacts count alike, or those of late the most; then a day long ago counts as little as a contact then.
 */
export type RateModel = { usual: number; trust: number; counting: 'all' | 'lately' };

/** The features that it looks at, and the one that its verdict is credited to. */
const TIMES = { all: 'contact/times/', lately: 'contact/habit/' };
export const WATCHED = 'contact/watched/';
export const RATE = 'contact/a month/';

const TRUSTS = [1, 3, 7, 14, 30, 60, 120, 240, 500, 1000, 2000];

/** Fits the usual rate and how far it is to be trusted to moments: labels 0 (within a day), 1 (a week), 2 (later). */
export function fitRate(rows: Rows): RateModel {
  let [contacts, whole] = [0.5, 1];
  for (const [row, label] of rows.labels.entries()) {
    const weight = rows.weights[row] as number;
    whole += weight;
    if (label < 2) contacts += weight;
  }
  const usual = -Math.log(Math.max(1e-9, 1 - Math.min(contacts / whole, 0.99))) / 7;
  const fitted = (['all', 'lately'] as const).flatMap((counting) => {
    const { times, watched } = columnsOf(rows, counting);
    return TRUSTS.map((trust) => {
      const model = { usual, trust, counting };
      const score = rows.labels.reduce((sum, label, row) => {
        const scores = within(rateAt(model, times[row] as number, watched[row] as number));
        return sum + (rows.weights[row] as number) * (scores[label] as number);
      }, 0);
      return { model, score };
    });
  });
  return fitted.reduce((best, next) => (next.score > best.score ? next : best)).model;
}

/** The logarithms of P(next contact within a day), within a week but not a day, and later. */
export function rateOf(model: RateModel): (features: Features) => Float64Array {
  return (features) =>
    within(rateAt(model, numberOf(features, TIMES[model.counting]), numberOf(features, WATCHED)));
}

/** The same where nothing but the usual is known. */
export function usualRate({ usual }: RateModel): Float64Array {
  return within(usual);
}

/** The same for every row of a table, `[row * 3 + class]`. */
export function rateOfRows(model: RateModel, rows: Rows): Float64Array {
  const { times, watched } = columnsOf(rows, model.counting);
  const scores = new Float64Array(rows.length * 3);
  for (let row = 0; row < rows.length; row++)
    scores.set(within(rateAt(model, times[row] as number, watched[row] as number)), row * 3);
  return scores;
}

function columnsOf(
  rows: Rows,
  counting: RateModel['counting'],
): { times: Float64Array; watched: Float64Array } {
  const times = new Float64Array(rows.length);
  const watched = new Float64Array(rows.length);
  rows.each((row, name, value) => {
    if (typeof value !== 'number') return;
    if (rows.names[name] === TIMES[counting]) times[row] = value;
    if (rows.names[name] === WATCHED) watched[row] = value;
  });
  return { times, watched };
}

function rateAt({ usual, trust, counting }: RateModel, times: number, watched: number): number {
  const days = counting === 'all' ? watched : habitDays(watched);
  return (times + trust * usual) / (days + trust);
}

function within(rate: number): Float64Array {
  const none = (days: number) => Math.exp(-Math.max(rate, 1e-9) * days);
  return Float64Array.of(1 - none(1), none(1) - none(7), none(7)).map((p) => Math.log(Math.max(p, 1e-12)));
}

function numberOf(features: Features, name: string): number {
  const value = features[name];
  return typeof value === 'number' ? value : 0;
}
