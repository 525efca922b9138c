import { LANES, type Layout, SKETCH } from './histogram.ts';

export type SplitRules = { leastRows: number; leastHessian: number; l2: number };

export type Split = { gain: number; feature: number; bin: number; unknownLeft: boolean };

const LEFT = new Float64Array(LANES);
const REST = new Float64Array(LANES);

/**
 * The split of a node that gains most, or null where none gains: the sum over the sketch of G² / (H + l2) of both
 * sides, less that of the node (Chen & Guestrin, XGBoost, 2016, equation 7, with one Hessian for all dimensions).
 * Rows of unknown value are tried on either side; where the node has none, the larger side is where they will go.
 */
export function bestSplit(
  histogram: Float64Array,
  layout: Layout,
  features: Int32Array,
  total: Float64Array,
  rules: SplitRules,
): Split | null {
  const found: Split = { gain: 1e-9, feature: -1, bin: 0, unknownLeft: false };
  const whole = worth(total, rules.l2);
  for (const feature of features) {
    const first = layout.first[feature] as number;
    const bins = layout.bins[feature] as number;
    const unknown = histogram[first * LANES] as number;
    if (unknown >= (total[0] as number)) continue;
    LEFT.fill(0);
    scan(histogram, first, bins, feature, total, rules, whole, false, found);
    if (unknown < 0.5) continue;
    for (let l = 0; l < LANES; l++) LEFT[l] = histogram[first * LANES + l] as number;
    scan(histogram, first, bins, feature, total, rules, whole, true, found);
  }
  return found.feature < 0 ? null : found;
}

/** Moves the bins of one feature to the left one by one, and notes in `found` where that gains more. */
function scan(
  histogram: Float64Array,
  first: number,
  bins: number,
  feature: number,
  total: Float64Array,
  rules: SplitRules,
  whole: number,
  unknownLeft: boolean,
  found: Split,
): void {
  const { leastRows, leastHessian, l2 } = rules;
  const unknown = histogram[first * LANES] as number;
  // With the unknown on the left a last step that leaves nothing known on the right is of no use, and without them
  // one that leaves only them there is: known against unknown.
  const last = unknownLeft || unknown < 0.5 ? bins - 1 : bins;
  for (let bin = 1; bin < last; bin++) {
    const slot = (first + bin) * LANES;
    if ((histogram[slot] as number) < 0.5) continue;
    for (let l = 0; l < LANES; l++) LEFT[l] = (LEFT[l] as number) + (histogram[slot + l] as number);
    const leftRows = LEFT[0] as number;
    const rightRows = (total[0] as number) - leftRows;
    if (rightRows < leastRows) return;
    if (leftRows < leastRows || (LEFT[1] as number) < leastHessian) continue;
    for (let l = 0; l < LANES; l++) REST[l] = (total[l] as number) - (LEFT[l] as number);
    if ((REST[1] as number) < leastHessian) return;
    const gain = worth(LEFT, l2) + worth(REST, l2) - whole;
    if (gain <= found.gain) continue;
    found.gain = gain;
    found.feature = feature;
    found.bin = bin;
    found.unknownLeft = unknown < 0.5 ? leftRows >= rightRows : unknownLeft;
  }
}

function worth(sums: Float64Array, l2: number): number {
  let squares = 0;
  for (let s = 2; s < 2 + SKETCH; s++) squares += (sums[s] as number) ** 2;
  return squares / (Math.max(sums[1] as number, 0) + l2 + 1e-12);
}
