/** Splits rows at random into those that a tree learns from, in their order, and the others. */
export function drawRows(
  rows: Int32Array,
  share: number,
  random: () => number,
): { rows: Int32Array; others: Int32Array } {
  if (share >= 1) return { rows: rows.slice(), others: new Int32Array(0) };
  const drawn = new Int32Array(rows.length);
  const others = new Int32Array(rows.length);
  let count = 0;
  let left = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (random() < share) drawn[count++] = row;
    else others[left++] = row;
  }
  if (!count) return { rows: rows.slice(), others: new Int32Array(0) };
  return { rows: drawn.slice(0, count), others: others.slice(0, left) };
}

/** So large a share of `all`, at least one of them, in their order (Knuth's selection sampling). */
export function draw(all: Int32Array, share: number, random: () => number): Int32Array {
  const wanted = Math.min(all.length, Math.max(1, Math.round(all.length * share)));
  const drawn = new Int32Array(wanted);
  let count = 0;
  for (let i = 0; i < all.length && count < wanted; i++) {
    if (random() * (all.length - i) < wanted - count) drawn[count++] = all[i] as number;
  }
  return drawn;
}
