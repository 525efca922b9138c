/**
 * Rows of features cut into bins: one column a feature, one byte a row, bin 0 for what is unknown. Every column has
 * `rows` bytes.
 */
export type BinnedTable = { rows: number; columns: readonly Uint8Array[] };

export type ForestSettings = {
  /**
   * Whether a round grows one tree for all classes together, with a score of each in every leaf, or one tree for each
   * class by itself. The first takes a fraction of the time; the second follows each class more closely, which pays
   * where there are few rows (bench/synthetic/README.md).
   */
  trees: 'shared' | 'own';
  /** Rounds at most. */
  rounds: number;
  /** How much of each tree's Newton step is taken, in (0, 1]. */
  rate: number;
  /** Leaves of a tree, at most. */
  leaves: number;
  /** A leaf holds at least this many rows, and this much Hessian (the sum over rows of weight · (1 − Σ p²)). */
  leastRows: number;
  leastHessian: number;
  /** L2 penalty of leaf values, against the Hessian of rows whose mean weight is 1. */
  l2: number;
  /** How much of a leaf's gradient is taken for chance, in its standard deviations, squared: 0 nothing. */
  noise: number;
  /** The part of the rows and of the features that each tree sees, in (0, 1]. */
  rowShare: number;
  featureShare: number;
  seed: number;
  /** Growing stops after as many rounds without a lower log loss on the validation rows. */
  patience: number;
};

export type Training = {
  table: BinnedTable;
  /** The class of every row, counting from 0. */
  labels: ArrayLike<number>;
  classes: number;
  /** How much each row counts; absent: all alike. */
  weights?: ArrayLike<number>;
  /** Rows of the table that are not learned from but decide when to stop. Absent or empty: all rounds are grown. */
  validation?: ArrayLike<number>;
  /**
   * Scores to start from, `[row * classes + class]`, such as another model's: the forest then adds to them, and its
   * own base is zero. Absent: it starts from the logarithms of how frequent the classes are.
   */
  offsets?: ArrayLike<number>;
};

export type GrowHooks = {
  /** After every round; `loss` is the log loss of the validation rows, or null without any. */
  onRound?: (done: number, total: number, loss: number | null) => void;
  /** Growing stops, with what there is, when it is aborted. */
  signal?: AbortSignal;
};

/** A grown forest as it is stored. Texts are little-endian arrays in base64; see pack.ts for their order. */
export type ForestModel = {
  classes: number;
  /** Number of columns of the table. */
  features: number;
  /** The score of every class before the first tree. */
  base: number[];
  /** Rounds kept: those until the validation loss was lowest, or all. */
  rounds: number;
  /** The log loss of the validation rows after these rounds; null without any. */
  loss: number | null;
  /** Leaves of each tree, and the class that it adds to; -1 where it adds to all. */
  leaves: number[];
  targets: number[];
  splits: string;
  values: string;
  covers: string;
};
