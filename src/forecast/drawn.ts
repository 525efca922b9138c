import type { Rows } from './rows.ts';

/** How frequent each class is among the rows as they were drawn, as logarithms. */
export function drawnFrequencies(rows: Rows, classes: number): Float64Array {
  // Half a row for each class, so that one that never came up is unlikely, not impossible.
  const counts = new Float64Array(classes).fill(0.5);
  for (const label of rows.labels) counts[label] = (counts[label] as number) + 1;
  return counts.map((count) => Math.log(count / (rows.length + classes / 2)));
}

/** For how many of its kind a drawn row of each class stands, as logarithms. */
export function drawnOdds(rows: Rows, classes: number): Float64Array {
  const odds = new Float64Array(classes);
  for (const [row, label] of rows.labels.entries()) odds[label] = Math.log(rows.weights[row] as number);
  return odds;
}
