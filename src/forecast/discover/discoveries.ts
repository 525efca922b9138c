/**
 * ln q-values by Benjamini & Yekutieli (Annals of Statistics 29, 2001): false-discovery control that holds however the
 * tests depend on each other, as windows of one trigger do. `tried` counts every test made, also those not listed.
 */
export function adjusted(logP: readonly number[], tried: number): number[] {
  const order = logP.map((_, i) => i).sort((a, b) => (logP[a] as number) - (logP[b] as number));
  const penalty = Math.log(Math.max(tried, 1)) + Math.log(harmonic(Math.max(tried, 1)));
  const out = new Array<number>(logP.length);
  let least = 0;
  for (let rank = order.length; rank > 0; rank--) {
    const at = order[rank - 1] as number;
    least = Math.min(least, (logP[at] as number) + penalty - Math.log(rank));
    out[at] = least;
  }
  return out;
}

/** ln p-values by Holm (1979): the chance that any at all is false stays below the level. */
export function familywise(logP: readonly number[]): number[] {
  const order = logP.map((_, i) => i).sort((a, b) => (logP[a] as number) - (logP[b] as number));
  const out = new Array<number>(logP.length);
  let most = Number.NEGATIVE_INFINITY;
  order.forEach((at, rank) => {
    most = Math.min(0, Math.max(most, (logP[at] as number) + Math.log(order.length - rank)));
    out[at] = most;
  });
  return out;
}

/** 1 + 1/2 + … + 1/n, by Euler and Maclaurin. */
function harmonic(n: number): number {
  return Math.log(n) + 0.5772156649 + 1 / (2 * n) - 1 / (12 * n * n) + 1 / (120 * n ** 4);
}
