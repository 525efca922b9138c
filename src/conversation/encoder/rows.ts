/** to += from, for the first `count` numbers. */
export function add(to: Float32Array, from: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) to[i] = (to[i] ?? 0) + (from[i] ?? 0);
}

/** The mean of `count` rows from row `first` on, to row `row` of `to`. */
export function average(
  from: Float32Array,
  first: number,
  count: number,
  to: Float32Array,
  row: number,
  width: number,
): void {
  const out = row * width;
  to.fill(0, out, out + width);
  for (let at = first * width; at < (first + count) * width; at += width)
    for (let i = 0; i < width; i++) to[out + i] = (to[out + i] ?? 0) + (from[at + i] ?? 0) / count;
}

/** The hyperbolic tangent of each number, all divided by their length. */
export function squashed(row: Float32Array): Float32Array {
  const bent = row.map(Math.tanh);
  const length = Math.sqrt(bent.reduce((sum, x) => sum + x * x, 0));
  return bent.map((x) => x / Math.max(length, Number.MIN_VALUE));
}
