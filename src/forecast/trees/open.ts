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
  const { roots, feature, bin, unknownLeft, left, right, values, steps } = nodes;

  const step = (node: number, bins: ArrayLike<number>): number => {
    const at = bins[feature[node] as number] as number;
    const goesLeft = at ? at <= (bin[node] as number) : unknownLeft[node] === 1;
    return (goesLeft ? left[node] : right[node]) as number;
  };

  const scores = (bins: ArrayLike<number>): Float64Array => {
    const sums = Float64Array.from(model.base);
    for (let t = 0; t < roots.length; t++) {
      let node = roots[t] as number;
      while ((left[node] as number) >= 0) node = step(node, bins);
      for (let k = 0, from = node * classes; k < classes; k++)
        sums[k] = (sums[k] as number) + (values[from + k] as number);
    }
    return sums;
  };

  const contributions = (bins: ArrayLike<number>): Float64Array => {
    const sums = new Float64Array(features * classes);
    for (let t = 0; t < roots.length; t++) {
      let node = roots[t] as number;
      while ((left[node] as number) >= 0) {
        const into = (feature[node] as number) * classes;
        node = step(node, bins);
        for (let k = 0, from = node * classes; k < classes; k++)
          sums[into + k] = (sums[into + k] as number) + (steps[from + k] as number);
      }
    }
    return sums;
  };

  const bias = Float64Array.from(model.base);
  for (const root of roots)
    for (let k = 0; k < classes; k++) bias[k] = (bias[k] as number) + (values[root * classes + k] as number);
  return { classes, features, scores, contributions, bias };
}

/** Splits and leaves of all trees as nodes, the splits of a tree before its leaves; a leaf has no child (−1). */
function layOutNodes(model: ForestModel) {
  const { classes } = model;
  const { splits, values: leafValues, covers } = unpackForest(model);
  const count = model.leaves.reduce((sum, leaves) => sum + 2 * leaves - 1, 0);
  const feature = new Uint16Array(count);
  const bin = new Uint8Array(count);
  const unknownLeft = new Uint8Array(count);
  const left = new Int32Array(count).fill(-1);
  const right = new Int32Array(count).fill(-1);
  const values = new Float64Array(count * classes);
  const steps = new Float64Array(count * classes);
  const weights = new Float64Array(count);
  const roots = new Int32Array(model.leaves.length);
  let [node, split, leaf] = [0, 0, 0];
  for (const [t, leaves] of model.leaves.entries()) {
    const root = node;
    const inner = leaves - 1;
    roots[t] = root;
    for (let i = 0; i < inner; i++, split += SPLIT_SIZE, node++) {
      const child = (to: number) => root + (to < LEAF ? to : inner + to - LEAF);
      feature[node] = splits[split] as number;
      bin[node] = splits[split + 1] as number;
      unknownLeft[node] = splits[split + 2] as number;
      left[node] = child(splits[split + 3] as number);
      right[node] = child(splits[split + 4] as number);
    }
    for (let i = 0; i < leaves; i++, leaf++, node++) {
      weights[node] = covers[leaf] as number;
      values.set(leafValues.subarray(leaf * classes, (leaf + 1) * classes), node * classes);
    }
    // A split comes before what hangs below it, so backwards both children are known.
    for (let at = root + inner - 1; at >= root; at--) {
      const [a, b] = [left[at] as number, right[at] as number];
      const weight = (weights[a] as number) + (weights[b] as number);
      weights[at] = weight;
      const share = weight > 0 ? (weights[a] as number) / weight : 0.5;
      for (let k = 0; k < classes; k++) {
        const [x, y] = [values[a * classes + k] as number, values[b * classes + k] as number];
        const mean = share * x + (1 - share) * y;
        values[at * classes + k] = mean;
        steps[a * classes + k] = x - mean;
        steps[b * classes + k] = y - mean;
      }
    }
  }
  return { roots, feature, bin, unknownLeft, left, right, values, steps };
}
