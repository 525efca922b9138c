/** A monotone curve through knots, straight between them and flat beyond. Both arrays ascend. */
export type Curve = { from: number[]; to: number[] };

export type Seen = { score: number; truth: boolean; weight: number };

/**
 * The non-decreasing curve nearest to what came, by pooling adjacent violators (Zadrozny & Elkan, Transforming Classifier
 * Scores into Accurate Multiclass Probability Estimates, 2002). Each pooled block is one knot at its mean score;
 * straight lines between keep apart what the scores told apart. A block of all yes or all no is pulled in by half a row,
 * yet no further than half of the way to the next block: a lone no below all others does not lift them.
 */
export function isotonic(seen: readonly Seen[]): Curve {
  const blocks: { score: number; yes: number; weight: number; rows: number }[] = [];
  for (const { score, truth, weight } of [...seen].sort((a, b) => a.score - b.score)) {
    blocks.push({ score: score * weight, yes: truth ? weight : 0, weight, rows: 1 });
    while (blocks.length > 1) {
      const [a, b] = blocks.slice(-2) as [(typeof blocks)[0], (typeof blocks)[0]];
      const same = a.score / a.weight === b.score / b.weight;
      if (!same && a.yes / a.weight < b.yes / b.weight) break;
      blocks.splice(-2, 2, {
        score: a.score + b.score,
        yes: a.yes + b.yes,
        weight: a.weight + b.weight,
        rows: a.rows + b.rows,
      });
    }
  }
  const to = blocks.map(({ yes, weight }) => yes / weight);
  const [first, last] = [blocks[0], blocks.at(-1)];
  // Only the first block can be all no, and only the last all yes.
  if (first?.yes === 0) to[0] = Math.min(0.5 / first.rows, (to[1] ?? 1) / 2);
  if (last && last.yes === last.weight)
    to[to.length - 1] = 1 - Math.min(0.5 / last.rows, (1 - (to.at(-2) ?? 0)) / 2);
  let least = 0;
  return {
    from: blocks.map((block) => block.score / block.weight),
    to: to.map((share) => {
      // Sums of weights round, so that a pooled block may come out a hair below the one before it.
      least = Math.min(1, Math.max(least, share));
      return least;
    }),
  };
}

export function along({ from, to }: Curve, score: number): number {
  let low = 0;
  let high = from.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (score >= (from[middle] as number)) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return to[0] as number;
  if (low === from.length) return to[low - 1] as number;
  const [a, b] = [from[low - 1] as number, from[low] as number];
  const share = (score - a) / (b - a);
  return (to[low - 1] as number) * (1 - share) + (to[low] as number) * share;
}
