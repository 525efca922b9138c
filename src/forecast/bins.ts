import type { Rows } from './rows.ts';

/**
 * How one feature is cut into bins. A number falls into the bin of how many `edges` it reaches; a text into its place in
 * `values`, or the one after them. What is unknown fills none and so weighs nothing: the weights are against that.
 */
export type Cut = { name: string } & (
  | { kind: 'number'; edges: readonly number[] }
  | { kind: 'category'; values: readonly string[] }
);

/** Features with their bins laid out one after the other; `first[i]` is the slot of feature i's bin 0. */
export type Bins = { cuts: readonly Cut[]; first: readonly number[]; slots: number };

const MOST_BINS = 12;
const MOST_VALUES = 12;
/** A bin or category must hold this many rows, and so must a feature, or it is noise. */
const FEWEST = 20;

export function layOut(cuts: readonly Cut[]): Bins {
  let slots = 0;
  const first = cuts.map((cut) => {
    const at = slots;
    slots += binsOf(cut);
    return at;
  });
  return { cuts, first, slots };
}

/** The slot of a feature's value. */
export function slotOf(cut: Cut, first: number, value: number | string): number {
  if (cut.kind === 'category') {
    const place = cut.values.indexOf(String(value));
    return first + (place < 0 ? cut.values.length : place);
  }
  if (typeof value !== 'number') return first;
  let low = 0;
  let high = cut.edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= (cut.edges[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return first + low;
}

function binsOf(cut: Cut): number {
  return cut.kind === 'number' ? cut.edges.length + 1 : cut.values.length + 1;
}

/** Cuts each feature at the quantiles of what was seen, or into its most frequent texts. */
export function chooseBins(rows: Rows): Bins {
  const numbers: number[][] = rows.names.map(() => []);
  const texts: Map<string, number>[] = rows.names.map(() => new Map());
  rows.each((_row, name, value) => {
    if (typeof value === 'number') numbers[name]?.push(value);
    else texts[name]?.set(value, (texts[name]?.get(value) ?? 0) + 1);
  });
  const fewest = Math.min(FEWEST, Math.ceil(rows.length / 10));
  const cuts = rows.names.flatMap((name, id): Cut[] => {
    const seen = numbers[id] as number[];
    const counts = texts[id] as Map<string, number>;
    if (!counts.size)
      return seen.length < fewest ? [] : [{ name, kind: 'number', edges: edgesOf(seen, fewest) }];
    for (const value of seen) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
    const values = [...counts].filter(([, count]) => count >= fewest).sort((a, b) => b[1] - a[1]);
    return values.length
      ? [{ name, kind: 'category', values: values.slice(0, MOST_VALUES).map(([v]) => v) }]
      : [];
  });
  return layOut(cuts.sort((a, b) => (a.name < b.name ? -1 : 1)));
}

function edgesOf(seen: number[], fewest: number): number[] {
  const sorted = Float64Array.from(seen).sort();
  const most = Math.min(MOST_BINS, Math.floor(sorted.length / fewest));
  const edges = new Set<number>();
  for (let i = 1; i < most; i++) edges.add(sorted[Math.floor((i * sorted.length) / most)] as number);
  edges.delete(sorted[0] as number);
  return [...edges];
}
