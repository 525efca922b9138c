import { partsOf } from '../phrase.ts';
import type { Rows } from '../rows.ts';
import type { Features } from '../types.ts';
import { wordsOf } from './condition-words.ts';
import { logChiTail } from './tail.ts';
import type { Condition } from './types.ts';

/** Occurrences by what was known at them. Label 1: a contact followed. `who` is the customer of each. */
export type Known = { rows: Rows; who: readonly number[] };

const MOST_CONDITIONS = 2;
const FEWEST_CONTACTS = 6;
/** A condition must keep this share of the contacts and raise the precision by this much, or it is not worth its words. */
const LEAST_KEPT = 0.5;
const LEAST_RAISE = 1.25;
const LEVEL = Math.log(0.01);
const QUANTILES = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
const MOST_VALUES = 12;

/**
 * What the customer asked before, the hour, and what we sent are no conditions: contacts come in bouts, and to find that
 * out is no opportunity. What is ahead and overdue, triggers say.
 */
const LEFT_OUT = /^(contact|asked|outreach|clock)\/|^(ahead|open) |\/asked/;

/** Up to two conditions under which contacts follow more surely, each the best at its turn. */
export function conditionsOf(discovery: Known, heldOut: Known, searches: number): Condition[] {
  const found: Condition[] = [];
  let among = everyRow(discovery);
  let later = everyRow(heldOut);
  while (found.length < MOST_CONDITIONS) {
    const { best, tried } = bestOf(discovery, among, found);
    if (!best || best.logP + Math.log(tried * searches) > LEVEL) break;
    const confirmed = contrast(heldOut, baseOf(heldOut, later), rowsWhere(heldOut, later, best.condition));
    if (confirmed.raise < 1 + (LEAST_RAISE - 1) / 2 || confirmed.logP > Math.log(0.05 / searches)) break;
    found.push(best.condition);
    among = rowsWhere(discovery, among, best.condition);
    later = rowsWhere(heldOut, later, best.condition);
  }
  return found;
}

export function holds(condition: Condition, features: Features): boolean {
  return fits(condition, features[condition.feature]);
}

function fits({ op, value }: Condition, known: number | string | undefined): boolean {
  if (op === 'present') return known !== undefined;
  if (op === 'absent') return known === undefined;
  if (op === '=') return known !== undefined && String(known) === value;
  if (op === '!=') return known !== undefined && String(known) !== value;
  if (typeof known !== 'number' || typeof value !== 'number') return false;
  return op === '>=' ? known >= value : known < value;
}

type Chosen = Uint8Array;
/** All among which a part is sought: their weight, how many were followed, and the factor by which bouts raise variance. */
type Base = { of: number; hits: number; bout: number };
type Contrast = { hits: number; kept: number; raise: number; gain: number; logP: number };

function everyRow({ rows }: Known): Chosen {
  return new Uint8Array(rows.length).fill(1);
}

function rowsWhere({ rows }: Known, among: Chosen, condition: Condition): Chosen {
  const known = new Map<number, number | string>();
  const name = rows.names.indexOf(condition.feature);
  rows.each((row, feature, value) => {
    if (feature === name) known.set(row, value);
  });
  return among.map((is, row) => (is && fits(condition, known.get(row)) ? 1 : 0));
}

function baseOf({ rows, who }: Known, among: Chosen): Base {
  let [of, hits, squares] = [0, 0, 0];
  const perCustomer = new Map<number, number>();
  for (let row = 0; row < rows.length; row++) {
    if (!among[row]) continue;
    of += rows.weights[row] as number;
    if (!rows.labels[row]) continue;
    hits++;
    const before = perCustomer.get(who[row] as number) ?? 0;
    perCustomer.set(who[row] as number, before + 1);
    squares += 2 * before + 1;
  }
  return { of, hits, bout: hits ? squares / hits : 1 };
}

/** How much more surely contacts follow in a part than in all, as a likelihood ratio; bouts of one customer count less. */
function contrast({ rows }: Known, base: Base, part: Chosen): Contrast {
  let [of, hits] = [0, 0];
  for (let row = 0; row < part.length; row++) {
    if (!part[row]) continue;
    of += rows.weights[row] as number;
    hits += rows.labels[row] as number;
  }
  const gain =
    logLikelihood(hits, of) +
    logLikelihood(base.hits - hits, base.of - of) -
    logLikelihood(base.hits, base.of);
  return {
    hits,
    kept: base.hits ? hits / base.hits : 0,
    raise: of && base.hits ? hits / of / (base.hits / base.of) : 0,
    gain,
    logP: logChiTail((2 * gain) / base.bout),
  };
}

function logLikelihood(hits: number, of: number): number {
  const term = (n: number) => (n > 0 && of > 0 ? n * Math.log(n / of) : 0);
  return term(hits) + term(of - hits);
}

function bestOf(
  known: Known,
  among: Chosen,
  taken: readonly Condition[],
): { best: (Contrast & { condition: Condition }) | null; tried: number } {
  let best: (Contrast & { condition: Condition }) | null = null;
  let tried = 0;
  const base = baseOf(known, among);
  for (const condition of candidates(known, among)) {
    if (taken.some(({ feature }) => feature === condition.feature)) continue;
    tried++;
    const found = contrast(known, base, condition.rows);
    if (found.kept < LEAST_KEPT || found.raise < LEAST_RAISE || found.hits < FEWEST_CONTACTS) continue;
    // Of conditions that tell about as much, the plainest is taken; those come first.
    if (best && found.gain <= best.gain * (plainer(best.condition, condition) ? 1 + PLAINER : 1)) continue;
    const { rows: _, ...bare } = condition;
    best = { ...found, condition: bare as Condition };
  }
  return { best, tried };
}

function* candidates({ rows }: Known, among: Chosen): Generator<Condition & { rows: Chosen }> {
  const columns = rows.names.map((): { row: number; value: number | string }[] => []);
  rows.each((row, name, value) => {
    if (among[row]) columns[name]?.push({ row, value });
  });
  const order = rows.names
    .map((name, i) => ({ name, i }))
    .filter(({ name }) => !LEFT_OUT.test(name))
    .sort((a, b) => plainnessOf(b.name) - plainnessOf(a.name) || (a.name < b.name ? -1 : 1));
  for (const { name, i } of order) {
    const column = columns[i] as { row: number; value: number | string }[];
    if (column.length < FEWEST_CONTACTS) continue;
    for (const test of testsOf(
      name,
      column.map(({ value }) => value),
    )) {
      const part = new Uint8Array(rows.length);
      if (test.op === 'absent') part.set(among);
      for (const { row, value } of column) part[row] = fits(test, value) ? 1 : 0;
      yield { ...test, rows: part };
    }
  }
}

/** A plainer condition may tell less by this share. */
const PLAINER = 0.05;

/** What the event itself said is plainest, then how it compares, then what else is known. */
function plainnessOf(feature: string): number {
  const { scope, measure } = partsOf(feature);
  if (scope !== 'this') return 0;
  return measure === 'is' ? 3 : measure === 'by usual' ? 2 : 1;
}

function plainer(a: Condition, b: Condition): boolean {
  return plainnessOf(a.feature) > plainnessOf(b.feature);
}

function* testsOf(feature: string, values: readonly (number | string)[]): Generator<Condition> {
  const said = (test: Omit<Condition, 'words' | 'feature'>) =>
    ({ ...test, feature, words: wordsOf(feature, test as Condition) }) as Condition;
  if (partsOf(feature).measure === 'since') {
    yield said({ op: 'present', value: null });
    yield said({ op: 'absent', value: null });
  }
  const texts = new Map<string, number>();
  const numbers: number[] = [];
  for (const value of values)
    if (typeof value === 'number') numbers.push(value);
    else texts.set(value, (texts.get(value) ?? 0) + 1);
  for (const [value] of [...texts].sort((a, b) => b[1] - a[1]).slice(0, MOST_VALUES)) {
    yield said({ op: '=', value });
    if (texts.size > 2) yield said({ op: '!=', value });
  }
  numbers.sort((a, b) => a - b);
  const edges = QUANTILES.map((share) => rounded(numbers[Math.floor(share * numbers.length)] ?? 0));
  // Where most are nothing, anything at all may be what counts.
  const least = numbers.find((value) => value > (numbers[0] as number));
  if (least !== undefined) edges.push(shortOf(least, numbers[0] as number));
  for (const value of numbers.length ? new Set(edges) : []) {
    yield said({ op: '>=', value });
    yield said({ op: '<', value });
  }
}

/** A bound above one value and not above another, with as few digits as that takes. */
function shortOf(value: number, above: number): number {
  const size = Math.floor(Math.log10(Math.abs(value) || 1));
  for (let digits = 0; digits < 8; digits++) {
    const unit = 10 ** (digits - size);
    const short = Number((Math.floor(value * unit) / unit).toPrecision(digits + 1));
    if (short > above && short <= value) return short;
  }
  return value;
}

/** To two digits: nobody acts on 44.7 minutes. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}
