import { DAY, type Instant } from '../../platform/index.ts';

/** Whose trend it is: one agent's or one team's. */
export type Unit = 'agent' | 'team';

/** Scores of one agent or team about one reason in one week. `squares`: the sum of squared distances from `mean`. */
export type Cell = {
  week: Instant;
  unit: string;
  reason: string | null;
  count: number;
  mean: number;
  squares: number;
};

/**
 * A mean with its 95 % interval, as if the reasons came in the mix of all. `value` is null where too little of the mix was seen;
 * `covered` is how much of it was, and `small` names the reasons of which there were too few talks.
 */
export type Adjusted = {
  count: number;
  plain: number;
  value: number | null;
  low: number | null;
  high: number | null;
  covered: number;
  small: (string | null)[];
};

export type Trend = { unit: string; all: Adjusted; weeks: (Adjusted & { week: Instant })[] };

/** Fewer talks than this about a reason say nothing of how an agent does on it. */
export const FEWEST = 2;
/** A week of one agent's talks is too few to say much: a point of the trend is of so many weeks, up to and with its own. */
export const WINDOW_WEEKS = 4;
const WINDOW = WINDOW_WEEKS * 7 * DAY;
/** So much of the mix must be seen, for a mean over what is seen to stand for the whole. */
const LEAST_COVERED = 0.5;
const NORMAL_95 = 1.959964;
const [LOWEST, HIGHEST] = [0, 100];

type Sum = { count: number; mean: number; squares: number };
type ByReason = Map<string | null, Sum>;

/**
 * Trends, by week and over all, by direct standardisation: with w_r the share of reason r among the talks of `reference`, and m_r the mean score of an
 * agent's or team's n_r talks about r, the adjusted score is Σ w_r m_r / Σ w_r over the reasons with n_r ≥ FEWEST, and its variance
 * Σ w_r² s²/n_r / (Σ w_r)², with s² the variance within cells, pooled over all of `cells`, as single cells are too few to say.
 * (Direct standardisation: Breslow & Day 1987, Statistical Methods in Cancer Research II, ch. 2.)
 */
export function trendsOf(cells: readonly Cell[], reference: readonly Cell[] = cells): Trend[] {
  const mix = mixOf(reference);
  const variance = pooledVariance(cells);
  const units = [...new Set(cells.map(({ unit }) => unit))].sort();
  return units.map((unit) => {
    const own = cells.filter((cell) => cell.unit === unit);
    const weeks = [...new Set(own.map(({ week }) => week))].sort((a, b) => a - b);
    return {
      unit,
      all: adjust(byReason(own), mix, variance),
      weeks: weeks.map((week) => ({
        week,
        ...adjust(
          byReason(own.filter((cell) => cell.week <= week && cell.week > week - WINDOW)),
          mix,
          variance,
        ),
      })),
    };
  });
}

/** The share of each reason among all talks. */
export function mixOf(cells: readonly Cell[]): Map<string | null, number> {
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  const mix = new Map<string | null, number>();
  for (const { reason, count } of cells) mix.set(reason, (mix.get(reason) ?? 0) + count / total);
  return mix;
}

function adjust(reasons: ByReason, mix: ReadonlyMap<string | null, number>, variance: number): Adjusted {
  const all = [...reasons.values()].reduce(merged, { count: 0, mean: 0, squares: 0 });
  const usable = [...reasons].filter(([, { count }]) => count >= FEWEST);
  const small = [...reasons].filter(([, { count }]) => count < FEWEST).map(([reason]) => reason);
  const share = (reason: string | null) => mix.get(reason) ?? 0;
  const covered = usable.reduce((sum, [reason]) => sum + share(reason), 0);
  const told = { count: all.count, plain: all.mean, covered, small };
  if (covered < LEAST_COVERED) return { ...told, value: null, low: null, high: null };
  const value = usable.reduce((sum, [reason, { mean }]) => sum + share(reason) * mean, 0) / covered;
  const spread = usable.reduce(
    (sum, [reason, { count }]) => sum + (share(reason) ** 2 * variance) / count,
    0,
  );
  const reach = (NORMAL_95 * Math.sqrt(spread)) / covered;
  return { ...told, value, low: Math.max(LOWEST, value - reach), high: Math.min(HIGHEST, value + reach) };
}

function byReason(cells: readonly Cell[]): ByReason {
  const reasons: ByReason = new Map();
  for (const cell of cells) {
    const before = reasons.get(cell.reason);
    reasons.set(cell.reason, before ? merged(before, cell) : cell);
  }
  return reasons;
}

/** Counts, means and sums of squares of two sets as of their union (Chan, Golub & LeVeque 1979). */
function merged(a: Sum, b: Sum): Sum {
  const count = a.count + b.count;
  if (count === 0) return a;
  const apart = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (apart * b.count) / count,
    squares: a.squares + b.squares + (apart ** 2 * a.count * b.count) / count,
  };
}

/** The variance within agent and reason; 0 where no two talks can be compared. */
function pooledVariance(cells: readonly Cell[]): number {
  const groups = new Map<string, Sum>();
  for (const cell of cells) {
    const key = JSON.stringify([cell.unit, cell.reason]);
    const before = groups.get(key);
    groups.set(key, before ? merged(before, cell) : cell);
  }
  const sums = [...groups.values()];
  const freedom = sums.reduce((sum, { count }) => sum + count - 1, 0);
  return freedom === 0 ? 0 : sums.reduce((sum, { squares }) => sum + squares, 0) / freedom;
}
