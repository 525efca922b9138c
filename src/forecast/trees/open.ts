import { ALL } from './boost.ts';
import { LEAF, SPLIT_SIZE, unpackForest } from './pack.ts';
import type { ForestModel } from './types.ts';

/** A forest made ready to be asked. `bins` is a row: the bin of every feature of the table it was grown on. */
export type Forest = {
  classes: number;
  features: number;
  /** The raw score (log odds, up to a constant) of every class; softmax makes them probabilities. */
  scores(bins: ArrayLike<number>): Float64Array;
  /**
   * How much each feature adds to the score of each class, `[feature * classes + class]`: along the path of the row
   * through each tree, by how much the mean of the training rows changes at each split (Saabas, Interpreting random
   * forests, 2014). `bias` and all contributions of a class sum to its score.
   */
  contributions(bins: ArrayLike<number>): Float64Array;
  /** The mean score of each class: what every row starts from. */
  bias: Float64Array;
};

export function openForest(model: ForestModel): Forest {
  const { classes, features } = model;
  const nodes = layOutNodes(model);
  const { roots, feature, bin, unknownLeft, left, right, values, steps, at, widths, targets } = nodes;

  const step = (node: number, bins: ArrayLike<number>): number => {
    const own = bins[feature[node] as number] as number;
    const goesLeft = own ? own <= (bin[node] as number) : unknownLeft[node] === 1;
    return (goesLeft ? left[node] : right[node]) as number;
  };

  const scores = (bins: ArrayLike<number>): Float64Array => {
    const sums = Float64Array.from(model.base);
    for (let t = 0; t < roots.length; t++) {
      let node = roots[t] as number;
      while ((left[node] as number) >= 0) node = step(node, bins);
      addTo(sums, targets[t] as number, values, at[node] as number, widths[t] as number);
    }
    return sums;
  };

  const contributions = (bins: ArrayLike<number>): Float64Array => {
    const sums = new Float64Array(features * classes);
    for (let t = 0; t < roots.length; t++) {
      let node = roots[t] as number;
      while ((left[node] as number) >= 0) {
        const into = (feature[node] as number) * classes + (targets[t] as number);
        node = step(node, bins);
        addTo(sums, into, steps, at[node] as number, widths[t] as number);
      }
    }
    return sums;
  };

  const bias = Float64Array.from(model.base);
  for (const [t, root] of roots.entries())
    addTo(bias, targets[t] as number, values, at[root] as number, widths[t] as number);
  return { classes, features, scores, contributions, bias };
}

function addTo(sums: Float64Array, into: number, what: Float64Array, from: number, count: number): void {
  for (let k = 0; k < count; k++) sums[into + k] = (sums[into + k] as number) + (what[from + k] as number);
}

/**
 * Splits and leaves of all trees as nodes, the splits of a tree before its leaves; a leaf has no child (−1). The values of
 * a node begin at `at`, as many as the tree's `widths`; they belong to the classes from the tree's `targets` on.
 */
function layOutNodes(model: ForestModel) {
  const { classes } = model;
  const { splits, values: leafValues, covers } = unpackForest(model);
  const count = model.leaves.reduce((sum, leaves) => sum + 2 * leaves - 1, 0);
  const widths = Int32Array.from(model.targets, (target) => (target === ALL ? classes : 1));
  const size = model.leaves.reduce((sum, leaves, t) => sum + (2 * leaves - 1) * (widths[t] as number), 0);
  const feature = new Uint16Array(count);
  const bin = new Uint8Array(count);
  const unknownLeft = new Uint8Array(count);
  const left = new Int32Array(count).fill(-1);
  const right = new Int32Array(count).fill(-1);
  const at = new Int32Array(count);
  const values = new Float64Array(size);
  const steps = new Float64Array(size);
  const weights = new Float64Array(count);
  const roots = new Int32Array(model.leaves.length);
  let [node, split, leaf, told, place] = [0, 0, 0, 0, 0];
  for (const [t, leaves] of model.leaves.entries()) {
    const width = widths[t] as number;
    const root = node;
    const inner = leaves - 1;
    roots[t] = root;
    for (let i = 0; i < inner; i++, split += SPLIT_SIZE, node++, place += width) {
      const child = (to: number) => root + (to < LEAF ? to : inner + to - LEAF);
      at[node] = place;
      feature[node] = splits[split] as number;
      bin[node] = splits[split + 1] as number;
      unknownLeft[node] = splits[split + 2] as number;
      left[node] = child(splits[split + 3] as number);
      right[node] = child(splits[split + 4] as number);
    }
    for (let i = 0; i < leaves; i++, leaf++, node++, place += width, told += width) {
      at[node] = place;
      weights[node] = covers[leaf] as number;
      values.set(leafValues.subarray(told, told + width), place);
    }
    // A split comes before what hangs below it, so backwards both children are known.
    for (let above = root + inner - 1; above >= root; above--) {
      const [a, b] = [left[above] as number, right[above] as number];
      const weight = (weights[a] as number) + (weights[b] as number);
      weights[above] = weight;
      const share = weight > 0 ? (weights[a] as number) / weight : 0.5;
      for (let k = 0; k < width; k++) {
        const [x, y] = [values[(at[a] as number) + k] as number, values[(at[b] as number) + k] as number];
        const mean = share * x + (1 - share) * y;
        values[(at[above] as number) + k] = mean;
        steps[(at[a] as number) + k] = x - mean;
        steps[(at[b] as number) + k] = y - mean;
      }
    }
  }
  const targets = Int32Array.from(model.targets, (target) => Math.max(0, target));
  return { roots, feature, bin, unknownLeft, left, right, at, values, steps, widths, targets };
}
