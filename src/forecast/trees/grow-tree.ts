import { addToBins, clear, LANES, type Layout, subtract } from './histogram.ts';
import { bestSplit, type Split, type SplitRules } from './split.ts';
import { leafChild, type Tree } from './tree.ts';

export type Ground = {
  columns: readonly Uint8Array[];
  layout: Layout;
  /** Features that this tree may split on. */
  features: Int32Array;
  /** Lanes of every row of the table, `[row * LANES + lane]`. */
  lanes: Float64Array;
  /** Whether there is but one lane of gradient, the tree being for one class. */
  one: boolean;
  /** Memory for histograms and gathered lanes, kept between trees. */
  scratch: Scratch;
};

/** A leaf that may still be split: rows `from .. to` of the tree's rows, and where it hangs. */
type Leaf = {
  from: number;
  to: number;
  parent: number;
  onLeft: boolean;
  histogram: Float64Array | null;
  total: Float64Array;
  split: Split | null;
};

/** Histograms to be used again, and room for the gathered lanes and the sorting of rows. */
export class Scratch {
  readonly #free: Float64Array[] = [];
  readonly #size: number;
  readonly gathered: Float64Array;
  readonly moved: Int32Array;

  constructor(slots: number, rows: number) {
    this.#size = slots * LANES;
    this.gathered = new Float64Array(rows * LANES);
    this.moved = new Int32Array(rows);
  }

  /** A histogram in which anything may stand. */
  take(): Float64Array {
    return this.#free.pop() ?? new Float64Array(this.#size);
  }

  give(histogram: Float64Array): void {
    this.#free.push(histogram);
  }
}

/**
 * Grows a tree leaf by leaf, the one that gains most first, until it has `leaves` (Shi, Best-first Decision Tree
 * Learning, 2007; as LightGBM does). Sorts `rows` by leaf; `ends[leaf]` is where each leaf's rows end.
 */
export function growTree(
  ground: Ground,
  rows: Int32Array,
  leaves: number,
  rules: SplitRules,
): { tree: Tree; starts: Int32Array; ends: Int32Array } {
  const tree: Tree = { feature: [], bin: [], unknownLeft: [], left: [], right: [], leaves: 1 };
  const open: Leaf[] = [rootOf(ground, rows, rules)];
  while (open.length < leaves) {
    const best = bestOf(open);
    if (best < 0) break;
    const leaf = open[best] as Leaf;
    const split = leaf.split as Split;
    const id = tree.feature.length;
    hang(tree, leaf, id);
    tree.feature.push(split.feature);
    tree.bin.push(split.bin);
    tree.unknownLeft.push(split.unknownLeft);
    tree.left.push(0);
    tree.right.push(0);
    const middle = part(rows, leaf, split, ground.columns[split.feature] as Uint8Array, ground.scratch.moved);
    const pair = childrenOf(ground, rows, leaf, middle, id, rules, open.length + 1 < leaves);
    open[best] = pair[0];
    open.push(pair[1]);
  }
  tree.leaves = open.length;
  for (const [i, leaf] of open.entries()) {
    hang(tree, leaf, leafChild(i));
    if (leaf.histogram) ground.scratch.give(leaf.histogram);
  }
  return {
    tree,
    starts: Int32Array.from(open, (leaf) => leaf.from),
    ends: Int32Array.from(open, (leaf) => leaf.to),
  };
}

function rootOf(ground: Ground, rows: Int32Array, rules: SplitRules): Leaf {
  const root: Leaf = {
    from: 0,
    to: rows.length,
    parent: -1,
    onLeft: false,
    histogram: ground.scratch.take(),
    total: new Float64Array(LANES),
    split: null,
  };
  fill(ground, rows, root);
  root.split = bestSplit(root.histogram as Float64Array, ground.layout, ground.features, root.total, rules);
  return root;
}

/** Both sides of a split leaf: the smaller is counted, the larger is what remains of the parent. */
function childrenOf(
  ground: Ground,
  rows: Int32Array,
  leaf: Leaf,
  middle: number,
  id: number,
  rules: SplitRules,
  further: boolean,
): [Leaf, Leaf] {
  const bare = { parent: id, histogram: null, split: null };
  const left: Leaf = { ...bare, from: leaf.from, to: middle, onLeft: true, total: new Float64Array(LANES) };
  const right: Leaf = { ...bare, from: middle, to: leaf.to, onLeft: false, total: new Float64Array(LANES) };
  const histogram = leaf.histogram as Float64Array;
  const [small, large] = left.to - left.from <= right.to - right.from ? [left, right] : [right, left];
  if (!further || large.to - large.from < 2 * rules.leastRows) {
    ground.scratch.give(histogram);
    return [left, right];
  }
  small.histogram = ground.scratch.take();
  fill(ground, rows, small);
  for (let l = 0; l < LANES; l++) large.total[l] = (leaf.total[l] as number) - (small.total[l] as number);
  large.histogram = histogram;
  subtract(histogram, small.histogram, ground.layout, ground.features);
  for (const side of [small, large])
    side.split = bestSplit(side.histogram as Float64Array, ground.layout, ground.features, side.total, rules);
  return [left, right];
}

/** Counts a leaf's rows into its histogram, and their total. */
function fill(ground: Ground, rows: Int32Array, leaf: Leaf): void {
  const { lanes, columns, layout } = ground;
  const own = rows.subarray(leaf.from, leaf.to);
  const gathered = ground.scratch.gathered;
  const total = leaf.total;
  for (let i = 0; i < own.length; i++) {
    const from = (own[i] as number) * LANES;
    for (let l = 0; l < LANES; l++) {
      const value = lanes[from + l] as number;
      gathered[i * LANES + l] = value;
      total[l] = (total[l] as number) + value;
    }
  }
  clear(leaf.histogram as Float64Array, layout, ground.features);
  for (const feature of ground.features)
    addToBins(
      leaf.histogram as Float64Array,
      { first: layout.first[feature] as number, bins: layout.bins[feature] as number },
      columns[feature] as Uint8Array,
      own,
      gathered,
      total,
      ground.one,
    );
}

/** Sorts a leaf's rows into those left and those right of a split, either side in its old order. Where the right begins. */
function part(rows: Int32Array, leaf: Leaf, split: Split, column: Uint8Array, moved: Int32Array): number {
  let left = leaf.from;
  let right = 0;
  const unknownLeft = split.unknownLeft ? 1 : 0;
  for (let i = leaf.from; i < leaf.to; i++) {
    const row = rows[i] as number;
    const bin = column[row] as number;
    if (bin ? bin <= split.bin : unknownLeft) rows[left++] = row;
    else moved[right++] = row;
  }
  rows.set(moved.subarray(0, right), left);
  return left;
}

function bestOf(open: readonly Leaf[]): number {
  let best = -1;
  let most = 0;
  for (let i = 0; i < open.length; i++) {
    const gain = open[i]?.split?.gain ?? 0;
    if (gain > most) {
      most = gain;
      best = i;
    }
  }
  return best;
}

function hang(tree: Tree, leaf: Leaf, child: number): void {
  if (leaf.parent < 0) return;
  if (leaf.onLeft) tree.left[leaf.parent] = child;
  else tree.right[leaf.parent] = child;
}
