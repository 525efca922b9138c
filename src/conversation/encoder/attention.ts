import { HEADS, MOST_TOKENS } from './shape.ts';

/** Rows of one text among the rows of several. */
export interface Span {
  readonly from: number;
  readonly count: number;
}

const weights = new Float64Array(MOST_TOKENS);

/**
 * Scaled dot-product attention (Vaswani et al. 2017, arXiv 1706.03762) within one text: `joined` holds a row's query, key
 * and value side by side, 3 × width; `mixed` is given the rows' mixtures of values, width.
 */
export function attend(joined: Float32Array, mixed: Float32Array, { from, count }: Span, width: number): void {
  const size = width / HEADS;
  const stride = 3 * width;
  for (let row = from; row < from + count; row++) {
    for (let head = 0; head < HEADS; head++) {
      const key = from * stride + width + head * size;
      weigh(joined, row * stride + head * size, key, size, stride, count);
      mix(joined, key + width, mixed, row * width + head * size, size, stride, count);
    }
  }
}

/** Softmax of the query's products with the keys, left in `weights`. */
function weigh(joined: Float32Array, query: number, key: number, size: number, stride: number, count: number): void {
  let top = Number.NEGATIVE_INFINITY;
  for (let other = 0; other < count; other++) {
    const k = key + other * stride;
    // Four sums, for one would wait for itself at every step.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < size; i += 4) {
      a += (joined[query + i] ?? 0) * (joined[k + i] ?? 0);
      b += (joined[query + i + 1] ?? 0) * (joined[k + i + 1] ?? 0);
      c += (joined[query + i + 2] ?? 0) * (joined[k + i + 2] ?? 0);
      d += (joined[query + i + 3] ?? 0) * (joined[k + i + 3] ?? 0);
    }
    const product = (a + b + c + d) / Math.sqrt(size);
    weights[other] = product;
    if (product > top) top = product;
  }
  let sum = 0;
  for (let other = 0; other < count; other++) {
    const e = Math.exp((weights[other] ?? 0) - top);
    weights[other] = e;
    sum += e;
  }
  for (let other = 0; other < count; other++) weights[other] = (weights[other] ?? 0) / sum;
}

function mix(
  joined: Float32Array,
  value: number,
  mixed: Float32Array,
  to: number,
  size: number,
  stride: number,
  count: number,
): void {
  mixed.fill(0, to, to + size);
  for (let other = 0; other < count; other++) {
    const weight = weights[other] ?? 0;
    const v = value + other * stride;
    for (let i = 0; i < size; i++) mixed[to + i] = (mixed[to + i] ?? 0) + weight * (joined[v + i] ?? 0);
  }
}
