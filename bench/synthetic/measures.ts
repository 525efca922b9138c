export type Measures = { logLoss: number; brier: number; macroAuc: number };

/** Log loss (nats), Brier score (sum over classes) and the mean one-against-the-rest AUC; `chances[row * classes + k]`. */
export function measuresOf(chances: Float64Array, labels: ArrayLike<number>, classes: number): Measures {
  const rows = labels.length;
  let [logLoss, brier] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const label = labels[i] as number;
    logLoss -= Math.log(Math.max(chances[i * classes + label] as number, 1e-15)) / rows;
    for (let k = 0; k < classes; k++)
      brier += ((chances[i * classes + k] as number) - (k === label ? 1 : 0)) ** 2 / rows;
  }
  const aucs: number[] = [];
  for (let k = 0; k < classes; k++) {
    const own = Float64Array.from({ length: rows }, (_, i) => chances[i * classes + k] as number);
    const auc = aucOf(own, (i) => labels[i] === k);
    if (auc !== null) aucs.push(auc);
  }
  return { logLoss, brier, macroAuc: aucs.reduce((sum, auc) => sum + auc, 0) / aucs.length };
}

/** By ranks, ties at their mean (Mann & Whitney, 1947). Null where one side is empty. */
function aucOf(scores: Float64Array, isTrue: (i: number) => boolean): number | null {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  let [ranks, count] = [0, 0];
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && scores[order[to] as number] === scores[order[from] as number]) to++;
    for (let i = from; i < to; i++) {
      if (!isTrue(order[i] as number)) continue;
      ranks += (from + to + 1) / 2;
      count++;
    }
    from = to;
  }
  const others = order.length - count;
  return count && others ? (ranks - (count * (count + 1)) / 2) / (count * others) : null;
}
