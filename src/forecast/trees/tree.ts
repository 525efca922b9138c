/**
 * A grown tree. Split i sends a row to `left[i]` where its bin of `feature[i]` is at most `bin[i]`, and where it is 0
 * (unknown) if `unknownLeft[i]`; else to `right[i]`. A child ≥ 0 is a split, a child < 0 the leaf −1 − child.
 * A tree of one leaf has no splits.
 */
export type Tree = {
  feature: number[];
  bin: number[];
  unknownLeft: boolean[];
  left: number[];
  right: number[];
  leaves: number;
};

/**
 * A tree with its leaves' values, `[leaf * classes + class]` or, where it adds to one class, `[leaf]`, and the weight of
 * the training rows in each.
 */
export type GrownTree = { target: number; tree: Tree; values: Float32Array; covers: Float32Array };

export const leafChild = (leaf: number): number => -1 - leaf;

/** The leaf in which every row of `rows` falls, into `leafOf[row]`. */
export function route(
  tree: Tree,
  columns: readonly Uint8Array[],
  rows: Int32Array,
  leafOf: Int32Array,
): void {
  const splits = tree.feature.length;
  const inColumns = tree.feature.map((feature) => columns[feature] as Uint8Array);
  const bins = Int32Array.from(tree.bin);
  const unknownLeft = Uint8Array.from(tree.unknownLeft, Number);
  const left = Int32Array.from(tree.left);
  const right = Int32Array.from(tree.right);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    let at = splits ? 0 : -1;
    while (at >= 0) {
      const bin = (inColumns[at] as Uint8Array)[row] as number;
      const goesLeft = bin ? bin <= (bins[at] as number) : unknownLeft[at] === 1;
      at = (goesLeft ? left[at] : right[at]) as number;
    }
    leafOf[row] = -1 - at;
  }
}
