import type { Rows } from './rows.ts';

/**
 * The parts of the training time, by order of rows, on which what was learned from the rest is judged: a week's storm in
 * one of them then does not pass for the usual weather.
 */
const HELD_BACK = [
  [0.2, 0.25],
  [0.45, 0.5],
  [0.7, 0.75],
  [0.95, 1],
] as const;

export function byTimeOf(rows: Rows): Int32Array {
  return Int32Array.from(rows.labels.keys()).sort(
    (a, b) => (rows.times[a] as number) - (rows.times[b] as number),
  );
}

/** The rows to learn from, and those that are held back to judge by; both in order of time. */
export function holdBack(byTime: Int32Array): { learnt: Int32Array; held: Int32Array } {
  const isHeld = (place: number) => {
    const share = (place + 0.5) / byTime.length;
    return HELD_BACK.some(([from, to]) => share >= from && share < to);
  };
  return {
    learnt: byTime.filter((_, place) => !isHeld(place)),
    held: byTime.filter((_, place) => isHeld(place)),
  };
}

/**
 * Rows parted by time into `folds`, each made of `stretches` stretches of time with others between them: what is learned
 * from all but one fold is judged by that one.
 */
export function foldsOf(byTime: Int32Array, folds: number, stretches: number): Int32Array[] {
  const stretchOf = (place: number) => Math.floor(((place + 0.5) / byTime.length) * folds * stretches);
  return Array.from({ length: folds }, (_, fold) =>
    byTime.filter((_row, place) => stretchOf(place) % folds === fold),
  );
}
