import type { Rows } from './rows.ts';
import type { Examples } from './train.ts';
import type { Features } from './types.ts';

/** A rule of thumb that a model must beat to be worth having. */
export type Rules = {
  /** P(reason): how frequent each was. */
  baseReason: readonly number[];
  /** P(reason): that of the customer's last contact, and else the base rate, mixed as fitted the training best. */
  lastReason(features: Features): number[];
  /** P(next contact within a day, a week but not a day, later): how frequent each was. */
  baseSoon: readonly number[];
  /** The same among those whose last contact is about as long ago. */
  lastContact(features: Features): readonly number[];
};

/** Learns the rules from what the model was fitted to. */
export function fitRules({ reasons, contacts, moments }: Examples): Rules {
  const places = new Map(reasons.map((reason, i) => [reason, i]));
  const baseReason = shares(contacts, reasons.length, 1 / reasons.length);
  const baseSoon = shares(moments, 3, 1e-3);
  const lasts = column(contacts, 'contact/last/').map((last) => places.get(String(last)));
  const sinces = column(moments, 'contact/since/');

  const mix = (last: number | undefined, trust: number) =>
    last === undefined ? baseReason : baseReason.map((p, k) => (1 - trust) * p + (k === last ? trust : 0));
  const trust = bestTrust((candidate) =>
    contacts.labels.reduce(
      (sum, label, row) => sum + Math.log(mix(lasts[row], candidate)[label] as number),
      0,
    ),
  );
  const bySince = AGES.map((_, age) => {
    // As if 20 more moments of the usual kind had been seen, so that an empty group falls back on the base rate.
    const sums = baseSoon.map((p) => p * 20 * (meanOf(moments.weights) || 1));
    for (const [row, since] of sinces.entries()) {
      const label = moments.labels[row] as number;
      if (ageOf(since) === age) sums[label] = (sums[label] as number) + (moments.weights[row] as number);
    }
    return asShares(sums);
  });
  return {
    baseReason,
    lastReason: (features) => [...mix(places.get(String(features['contact/last/'])), trust)],
    baseSoon,
    lastContact: (features) => bySince[ageOf(features['contact/since/'])] as number[],
  };
}

/** Hours since the last contact that make a group; the last is for those who never got in touch. */
const AGES = [24, 72, 168, 720, Number.POSITIVE_INFINITY, null];

function ageOf(since: number | string | undefined): number {
  return typeof since === 'number' ? AGES.findIndex((age) => age !== null && since < age) : AGES.length - 1;
}

function bestTrust(likelihood: (trust: number) => number): number {
  const candidates = Array.from({ length: 20 }, (_, i) => i / 20);
  const scored = candidates.map((trust) => ({ trust, score: likelihood(trust) }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).trust;
}

function shares(rows: Rows, classes: number, pseudo: number): number[] {
  const sums = new Array<number>(classes).fill(pseudo);
  for (const [row, label] of rows.labels.entries())
    sums[label] = (sums[label] as number) + (rows.weights[row] as number);
  return asShares(sums);
}

function asShares(sums: readonly number[]): number[] {
  const total = sums.reduce((a, b) => a + b, 0);
  return sums.map((sum) => sum / total);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** One feature of all rows. */
function column(rows: Rows, name: string): (number | string | undefined)[] {
  const id = rows.names.indexOf(name);
  const values = new Array<number | string | undefined>(rows.length).fill(undefined);
  rows.each((row, at, value) => {
    if (at === id) values[row] = value;
  });
  return values;
}
