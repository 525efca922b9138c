import type { SpansOf } from './measure.ts';
import { type Cases, placeAfter } from './panel.ts';

/** Contacts in a window, and how many there would be by chance among customers in the same state. */
export type Given = { observed: number; expected: number };

/** What a trigger already chosen covers of a customer's time, and the wider time around in which it may still be felt. */
export type Chosen = { core: SpansOf; wide: SpansOf };

/** A customer's time in pieces: `levels[i]` holds after `cuts[i - 1]` and up to `cuts[i]`. */
type Pieces = { cuts: number[]; levels: number[] };

/**
 * The same count as `measure` for one reason, but each contact is shared out only among customers in the same state at
 * that instant as to the triggers already chosen. What only goes along with one of these then adds nothing
 * (stratified as in Mantel & Haenszel, JNCI 22, 1959).
 */
export function stratified(
  cases: Cases,
  chosen: readonly Chosen[],
  aliveFrom: (customer: number) => number,
): (spansOf: SpansOf) => Given {
  const { times, who, of } = cases;
  const ids = new Map<string, number>();
  const pieces = new Map([...of.keys()].map((customer) => [customer, piecesOf(customer, chosen, ids)]));
  const level = Array.from(times, (at, i) => levelAt(pieces.get(who[i] as number) as Pieces, at));
  const fresh = () => Array.from(ids, () => new Float64Array(times.length + 1));
  const all = fresh();
  for (const [customer, { at }] of of)
    addPieces(
      all,
      times,
      pieces.get(customer) as Pieces,
      aliveFrom(customer) - 1,
      Number.POSITIVE_INFINITY,
      at.length,
    );
  for (const one of all) accumulate(one);

  return (spansOf) => {
    const open = fresh();
    const found = { observed: 0, expected: 0 };
    for (const [customer, { at }] of of) {
      const spans = spansOf(customer);
      if (!spans?.length) continue;
      for (let i = 0; i < spans.length; i += 2) {
        const [after, upTo] = [spans[i] as number, spans[i + 1] as number];
        addPieces(open, times, pieces.get(customer) as Pieces, after, upTo, at.length);
        for (const place of at) {
          const instant = times[place] as number;
          if (instant > after && instant <= upTo) found.observed++;
        }
      }
    }
    for (const one of open) accumulate(one);
    for (let i = 0; i < times.length; i++) {
      const stratum = level[i] as number;
      found.expected +=
        ((open[stratum] as Float64Array)[i] as number) / ((all[stratum] as Float64Array)[i] as number);
    }
    return found;
  };
}

function piecesOf(customer: number, chosen: readonly Chosen[], ids: Map<string, number>): Pieces {
  const spans = chosen.map(({ core, wide }) => [core(customer) ?? NONE, wide(customer) ?? NONE] as const);
  const cuts = [...new Set(spans.flatMap(([core, wide]) => [...core, ...wide]))].sort((a, b) => a - b);
  cuts.push(Number.POSITIVE_INFINITY);
  const levels = cuts.map((cut) => {
    const key = spans.map(([core, wide]) => (covers(core, cut) ? 2 : covers(wide, cut) ? 1 : 0)).join('');
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    return id;
  });
  return { cuts, levels };
}

const NONE = new Float64Array();

function covers(spans: Float64Array, at: number): boolean {
  for (let i = 0; i < spans.length; i += 2)
    if (at > (spans[i] as number) && at <= (spans[i + 1] as number)) return true;
  return false;
}

function levelAt({ cuts, levels }: Pieces, at: number): number {
  let i = 0;
  while ((cuts[i] as number) < at) i++;
  return levels[i] as number;
}

function addPieces(
  open: Float64Array[],
  times: Float64Array,
  { cuts, levels }: Pieces,
  after: number,
  upTo: number,
  weight: number,
): void {
  let begin = after;
  for (let i = 0; i < cuts.length && begin < upTo; i++) {
    const cut = cuts[i] as number;
    if (cut <= begin) continue;
    const end = Math.min(cut, upTo);
    const one = open[levels[i] as number] as Float64Array;
    const first = placeAfter(times, begin);
    const last = placeAfter(times, end);
    one[first] = (one[first] as number) + weight;
    one[last] = (one[last] as number) - weight;
    begin = end;
  }
}

function accumulate(changes: Float64Array): void {
  for (let i = 1; i < changes.length; i++) changes[i] = (changes[i] as number) + (changes[i - 1] as number);
}
