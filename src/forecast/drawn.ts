import type { Rows } from './rows.ts';

/** For how many of its kind a drawn row of each class stands, as logarithms. */
export function drawnOdds(rows: Rows, classes: number): Float64Array {
  const odds = new Float64Array(classes);
  for (const [row, label] of rows.labels.entries()) odds[label] = Math.log(rows.weights[row] as number);
  return odds;
}
