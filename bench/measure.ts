/** Runs both in turn, `repeats` times, and returns the medians in ms and the median of the ratios pair by pair. */
export async function compare(
  repeats: number,
  ours: () => Promise<void>,
  limit: () => Promise<void>,
): Promise<{ ours: number; limit: number; ratio: number }> {
  const pairs: { ours: number; limit: number }[] = [];
  for (let run = 0; run < repeats; run++) pairs.push({ ours: await timed(ours), limit: await timed(limit) });
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    limit: median(pairs.map((pair) => pair.limit)),
    ratio: median(pairs.map((pair) => pair.ours / pair.limit)),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
