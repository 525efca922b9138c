import type { Boosting } from './boost.ts';
import { LANES } from './histogram.ts';
import type { Training } from './types.ts';

/** A row that is in no class weighs nothing; nor does one whose weight is not above zero. */
const counts = (weight: number) => weight > 0 && Number.isFinite(weight);

/**
 * The state before the first round: weights scaled to a mean of 1, so that penalties mean the same for any of them;
 * which rows are learnt from and which are held for validation; and the scores of the start.
 */
export function begin({ table, labels, classes, weights, validation, offsets }: Training): {
  state: Boosting;
  base: Float64Array;
  learnt: Int32Array;
  held: Int32Array;
} {
  const { rows } = table;
  const isHeld = new Uint8Array(rows);
  for (let i = 0; i < (validation?.length ?? 0); i++) isHeld[validation?.[i] as number] = 1;
  const own = Int32Array.from({ length: rows }, (_, row) => labels[row] as number);
  const raw = Float64Array.from({ length: rows }, (_, row) => (weights ? (weights[row] as number) : 1));
  const all = Int32Array.from(own.keys()).filter(
    (row) => counts(raw[row] as number) && (own[row] as number) >= 0 && (own[row] as number) < classes,
  );
  const learnt = all.filter((row) => !isHeld[row]);
  const held = all.filter((row) => isHeld[row]);

  let whole = 0;
  const frequency = new Float64Array(classes);
  for (const row of learnt) {
    const weight = raw[row] as number;
    whole += weight;
    frequency[own[row] as number] = (frequency[own[row] as number] as number) + weight;
  }
  const scale = learnt.length / (whole || 1);
  // Half a row for each class, so that one that never came up is unlikely, not impossible.
  const base = frequency.map((sum) =>
    offsets ? 0 : Math.log((sum * scale + 0.5) / (learnt.length + classes / 2)),
  );
  const scores = new Float64Array(rows * classes);
  for (let i = 0; i < scores.length; i++)
    scores[i] = offsets ? (offsets[i] as number) : (base[i % classes] as number);
  return {
    state: {
      classes,
      labels: own,
      weights: raw.map((weight) => weight * scale),
      scores,
      chances: new Float32Array(rows * classes),
      lanes: new Float64Array(rows * LANES),
    },
    base,
    learnt,
    held,
  };
}
