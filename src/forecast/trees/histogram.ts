/**
 * What split finding knows of a row, as lanes beside each other: 1 (a count), the Hessian, and the gradient sketched
 * to `SKETCH` numbers. A histogram holds the sums of these over the rows of each bin.
 */
export const SKETCH = 4;
export const LANES = 2 + SKETCH;

/** Where each feature's bins lie in a histogram: feature f's bin b at `first[f] + b`. */
export type Layout = { first: Int32Array; bins: Int32Array; slots: number };

export function layOutBins(columns: readonly Uint8Array[]): Layout {
  const first = new Int32Array(columns.length);
  const bins = new Int32Array(columns.length);
  let slots = 0;
  for (const [f, column] of columns.entries()) {
    let most = 0;
    for (let i = 0; i < column.length; i++) if ((column[i] as number) > most) most = column[i] as number;
    first[f] = slots;
    bins[f] = most + 1;
    slots += most + 1;
  }
  return { first, bins, slots };
}

/**
 * Adds one feature's rows into its bins. `lanes[i]` belongs to `rows[i]`, `total` is their sum. The hot loop, hence
 * unrolled; most values of most features are unknown, so that bin 0 is what the others leave of the total. With `one`
 * lane of gradient the others are zero and are left out.
 */
export function addToBins(
  histogram: Float64Array,
  { first, bins }: { first: number; bins: number },
  column: Uint8Array,
  rows: Int32Array,
  lanes: Float64Array,
  total: Float64Array,
  one: boolean,
): void {
  const count = rows.length;
  for (let i = 0; i < count; i++) {
    const bin = column[rows[i] as number] as number;
    if (bin === 0) continue;
    const lane = i * LANES;
    const slot = (first + bin) * LANES;
    histogram[slot] = (histogram[slot] as number) + 1;
    histogram[slot + 1] = (histogram[slot + 1] as number) + (lanes[lane + 1] as number);
    histogram[slot + 2] = (histogram[slot + 2] as number) + (lanes[lane + 2] as number);
    if (one) continue;
    histogram[slot + 3] = (histogram[slot + 3] as number) + (lanes[lane + 3] as number);
    histogram[slot + 4] = (histogram[slot + 4] as number) + (lanes[lane + 4] as number);
    histogram[slot + 5] = (histogram[slot + 5] as number) + (lanes[lane + 5] as number);
  }
  const unknown = first * LANES;
  for (let l = 0; l < LANES; l++) {
    let rest = total[l] as number;
    for (let bin = 1; bin < bins; bin++) rest -= histogram[unknown + bin * LANES + l] as number;
    histogram[unknown + l] = rest;
  }
}

/** Takes a child's histogram from its parent's, which leaves the other child's. */
export function subtract(from: Float64Array, what: Float64Array, layout: Layout, features: Int32Array): void {
  for (const feature of features) {
    const first = (layout.first[feature] as number) * LANES;
    const end = first + (layout.bins[feature] as number) * LANES;
    for (let i = first; i < end; i++) from[i] = (from[i] as number) - (what[i] as number);
  }
}

/** Empties the bins of some features, the only ones that will be read. */
export function clear(histogram: Float64Array, layout: Layout, features: Int32Array): void {
  for (const feature of features) {
    const first = (layout.first[feature] as number) * LANES;
    histogram.fill(0, first, first + (layout.bins[feature] as number) * LANES);
  }
}
