import type { Cut } from '../bins.ts';
import type { Rows } from '../rows.ts';

export type CutOptions = {
  /** Bins of a number, at most 254. */
  mostBins?: number;
  /** Texts of a category with a bin of their own, at most 253; the others share one. */
  mostValues?: number;
  /** A bin, a text and a feature must be held by this many rows. */
  fewest?: number;
  /** Features kept: those known in most rows. */
  mostFeatures?: number;
  /** Features whose names begin so are left out. */
  leaveOut?: readonly string[];
};

type Seen = { name: string; numbers: number[]; texts: Map<string, number>; count: number };

/**
 * Cuts each feature at the quantiles of the numbers seen, or into its most frequent texts, the most frequent first.
 * A feature that is now a number and now a text is what it is more often: a category's numbers are read as
 * texts, a number's texts as unknown.
 */
export function chooseCuts(rows: Rows, options: CutOptions = {}): Cut[] {
  const { mostBins = 64, mostValues = 40, mostFeatures = 1500, leaveOut = [] } = options;
  const fewest = options.fewest ?? Math.max(1, Math.min(10, Math.ceil(rows.length / 50)));
  const seen: Seen[] = rows.names.map((name) => ({ name, numbers: [], texts: new Map(), count: 0 }));
  rows.each((_row, id, value) => {
    const of = seen[id] as Seen;
    of.count++;
    if (typeof value === 'number') {
      if (Number.isFinite(value)) of.numbers.push(value);
    } else of.texts.set(value, (of.texts.get(value) ?? 0) + 1);
  });
  return seen
    .filter(({ count, name }) => count >= fewest && !leaveOut.some((prefix) => name.startsWith(prefix)))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, mostFeatures)
    .flatMap((of) => cutOf(of, Math.min(mostBins, 254), Math.min(mostValues, 253), fewest))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function cutOf({ name, numbers, texts }: Seen, mostBins: number, mostValues: number, fewest: number): Cut[] {
  let texted = 0;
  for (const count of texts.values()) texted += count;
  if (numbers.length >= Math.max(texted, 1))
    return numbers.length < fewest
      ? []
      : [{ name, kind: 'number', edges: edgesOf(numbers, mostBins, fewest) }];
  for (const value of numbers) texts.set(String(value), (texts.get(String(value)) ?? 0) + 1);
  const values = [...texts]
    .filter(([, count]) => count >= fewest)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return values.length
    ? [{ name, kind: 'category', values: values.slice(0, mostValues).map(([v]) => v) }]
    : [];
}

/** Edges at values seen, each bin holding at least `fewest` of the numbers and otherwise about as many as the next. */
function edgesOf(numbers: number[], mostBins: number, fewest: number): number[] {
  const sorted = Float64Array.from(numbers).sort();
  const edges: number[] = [];
  const room = Math.max(fewest, sorted.length / mostBins);
  let begun = 0;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] === sorted[i - 1] || i - begun < room) continue;
    if (sorted.length - i < fewest) break;
    edges.push(sorted[i] as number);
    begun = i;
    if (edges.length === mostBins - 1) break;
  }
  return edges;
}
