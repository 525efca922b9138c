import type { Block, Kernel } from './kernel.ts';
import { HEADS } from './shape.ts';

/** Rows of one text among the rows of several. */
export interface Span {
  readonly from: number;
  readonly count: number;
}

/**
 * Scaled dot-product attention (Vaswani et al. 2017, arXiv 1706.03762) within one text: `joined` holds a row's query, key
 * and value side by side, 3 × width; `mixed` is given the rows' mixtures of values, width. `weights` is scratch.
 */
export function attend(
  kernel: Kernel,
  joined: Block,
  mixed: Block,
  weights: Block,
  { from, count }: Span,
  width: number,
): void {
  const size = width / HEADS;
  const stride = 3 * width;
  for (let head = 0; head < HEADS; head++) {
    const key = from * stride + width + head * size;
    for (let row = from; row < from + count; row++) {
      kernel.compare(joined, row * stride + head * size, key, size, stride, count, weights);
      softmax(weights.floats, count, 1 / Math.sqrt(size));
      kernel.mix(weights, joined, key + width, size, stride, count, mixed, row * width + head * size);
    }
  }
}

/** The softmax of the first `count` numbers times `factor`, in place. */
function softmax(numbers: Float32Array, count: number, factor: number): void {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) top = Math.max(top, numbers[i] ?? 0);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const e = Math.exp(((numbers[i] ?? 0) - top) * factor);
    numbers[i] = e;
    sum += e;
  }
  for (let i = 0; i < count; i++) numbers[i] = (numbers[i] ?? 0) / sum;
}
