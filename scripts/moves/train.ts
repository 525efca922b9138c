import type { Linear } from '../../src/conversation/moves/linear.ts';
import type { Sparse } from '../../src/conversation/moves/sparse.ts';

export interface Example {
  readonly x: Sparse;
  /** Softmax: the index of the class. Logistic: a bit an output. */
  readonly y: number;
}

export interface TrainOptions {
  readonly loss: 'softmax' | 'logistic';
  readonly outputs: number;
  readonly size: number;
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  readonly seed: number;
  readonly onEpoch?: (epoch: number) => void;
}

/**
 * Logistic regression by AdaGrad (Duchi, Hazan & Singer 2011) with decoupled weight decay, the order of examples seeded:
 * the same examples and options always give the same bytes.
 */
export function train(examples: readonly Example[], options: TrainOptions): Linear {
  const { outputs, size, rate } = options;
  const w = new Float32Array(size * outputs);
  const g2 = new Float32Array(size * outputs).fill(1e-3);
  const bias = new Float64Array(outputs);
  const order = Int32Array.from(examples.keys());
  const random = mulberry32(options.seed);
  const z = new Float64Array(outputs);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    const step = rate * (1 - epoch / options.epochs);
    for (const n of order) {
      const { x, y } = examples[n] as Example;
      const { index, value } = x;
      for (let k = 0; k < outputs; k++) z[k] = bias[k] as number;
      for (let i = 0; i < index.length; i++) {
        const row = (index[i] as number) * outputs;
        const v = value[i] as number;
        for (let k = 0; k < outputs; k++) z[k] = (z[k] as number) + v * (w[row + k] as number);
      }
      gradient(z, y, options.loss);
      for (let k = 0; k < outputs; k++) bias[k] = (bias[k] as number) - 0.02 * step * (z[k] as number);
      for (let i = 0; i < index.length; i++) {
        const row = (index[i] as number) * outputs;
        const v = value[i] as number;
        for (let k = 0; k < outputs; k++) {
          const at = row + k;
          const g = v * (z[k] as number) + options.decay * (w[at] as number);
          g2[at] = (g2[at] as number) + g * g;
          w[at] = (w[at] as number) - (step * g) / Math.sqrt(g2[at] as number);
        }
      }
    }
    options.onEpoch?.(epoch + 1);
  }
  return quantise(w, bias, outputs);
}

/** Turns scores into the loss's gradient in place: probability minus target. */
function gradient(z: Float64Array, y: number, loss: 'softmax' | 'logistic'): void {
  if (loss === 'logistic') {
    for (let k = 0; k < z.length; k++) z[k] = 1 / (1 + Math.exp(-(z[k] as number))) - ((y >> k) & 1);
    return;
  }
  const top = Math.max(...z);
  let sum = 0;
  for (let k = 0; k < z.length; k++) {
    z[k] = Math.exp((z[k] as number) - top);
    sum += z[k] as number;
  }
  for (let k = 0; k < z.length; k++) z[k] = (z[k] as number) / sum - (k === y ? 1 : 0);
}

function quantise(w: Float32Array, bias: Float64Array, outputs: number): Linear {
  const top = new Float64Array(outputs);
  for (let i = 0; i < w.length; i++)
    top[i % outputs] = Math.max(top[i % outputs] as number, Math.abs(w[i] as number));
  const scale = Array.from(top, (value) => (value || 1) / 127);
  const bytes = Int8Array.from(w, (value, i) => Math.round(value / (scale[i % outputs] as number)));
  return { outputs, bytes, scale, bias: [...bias] };
}

/** Tommy Ettinger's mulberry32: small, seeded, good enough to shuffle with. Gives numbers in [0, 1). */
export function mulberry32(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}
