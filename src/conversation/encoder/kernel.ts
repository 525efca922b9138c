import { z } from 'zod';
import { instantiate } from './instantiate.ts';
import type { Linear, Norm } from './model.ts';
import { HIDDEN, MOST_ROWS } from './shape.ts';

/** Rows of floats where the kernel reaches them. */
export interface Block {
  readonly at: number;
  readonly floats: Float32Array;
}

/** A matrix where the kernel reaches it. */
export interface Placed {
  readonly inputs: number;
  readonly outputs: number;
  readonly bytes: number;
  readonly scale: number;
  readonly bias: number;
  /** The most a row's 16-bit numbers may be, so that no sum of products with bytes leaves 32 bits. */
  readonly limit: number;
}

/** A layer norm where the kernel reaches it. */
export interface PlacedNorm {
  readonly width: number;
  readonly scale: number;
  readonly bias: number;
}

export interface Kernel {
  /** MOST_ROWS rows of `width`. */
  block(width: number): Block;
  placeNorm(norm: Norm): PlacedNorm;
  place(matrix: Linear): Placed;
  /** to = max(from × matrix + bias, floor) for the first `rows` rows, at most MOST_ROWS; `from` is not written to. */
  multiply(from: Block, matrix: Placed, to: Block, rows: number, floor?: number): void;
  /** Layer norm (Ba et al. 2016, arXiv 1607.06450) of the first `rows` rows of `from`. */
  normalise(from: Block, norm: PlacedNorm, to: Block, rows: number): void;
  /** The query's products with `count` keys, `stride` floats apart, to the first of `to`; `query`, `key` and `size` in floats. */
  compare(
    of: Block,
    query: number,
    key: number,
    size: number,
    stride: number,
    count: number,
    to: Block,
  ): void;
  /** The sum of `count` values of `of` from `value` on, each times its weight in `weights`, to `to` from `at` on. */
  mix(
    weights: Block,
    of: Block,
    value: number,
    size: number,
    stride: number,
    count: number,
    to: Block,
    at: number,
  ): void;
}

const MOST_BYTE = 127;
const ALIGNMENT = 64;
const EPSILON = 1e-6;
const numeric = z.custom<(...args: number[]) => void>((f) => typeof f === 'function');
const functions = z.object({ multiply: numeric, normalise: numeric, compare: numeric, mix: numeric });

/**
 * The arithmetic of models/encoder.wasm (scripts/encoder/kernel.wat) over `bytes` of memory, which blocks and matrices are
 * given out of and never given back. Throws when the module has not these functions, or when the memory is used up.
 */
export function createKernel(module: object, bytes: number): Kernel {
  const { memory, exports } = instantiate(module, bytes);
  const run = functions.parse(exports);
  let used = 0;
  const take = (size: number): number => {
    const at = used;
    used += Math.ceil(size / ALIGNMENT) * ALIGNMENT;
    if (used > memory.byteLength)
      throw new Error(`the encoder's memory of ${memory.byteLength} bytes is used up`);
    return at;
  };
  const copied = (array: Int8Array | Float32Array): number => {
    const at = take(array.byteLength);
    new Uint8Array(memory, at).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return at;
  };
  const rounded = take(MOST_ROWS * HIDDEN * 2);
  const steps = take(MOST_ROWS * 4);
  return {
    block(width) {
      const at = take(MOST_ROWS * width * 4);
      return { at, floats: new Float32Array(memory, at, MOST_ROWS * width) };
    },
    place: ({ inputs, outputs, bytes, scale, bias }) => ({
      inputs,
      outputs,
      bytes: copied(bytes),
      scale: copied(scale),
      bias: copied(bias),
      limit: Math.min(2 ** 15 - 1, Math.floor((2 ** 31 - 1) / (MOST_BYTE * inputs))),
    }),
    placeNorm: ({ scale, bias }) => ({ width: scale.length, scale: copied(scale), bias: copied(bias) }),
    multiply(
      from,
      { inputs, outputs, bytes, scale, bias, limit },
      to,
      rows,
      floor = Number.NEGATIVE_INFINITY,
    ) {
      run.multiply(from.at, rounded, steps, bytes, scale, bias, to.at, rows, inputs, outputs, limit, floor);
    },
    normalise(from, { width, scale, bias }, to, rows) {
      run.normalise(from.at, to.at, scale, bias, rows, 4 * width, EPSILON);
    },
    compare(of, query, key, size, stride, count, to) {
      run.compare(of.at + 4 * query, of.at + 4 * key, 4 * size, 4 * stride, count, to.at);
    },
    mix(weights, of, value, size, stride, count, to, at) {
      run.mix(weights.at, of.at + 4 * value, 4 * size, 4 * stride, count, to.at + 4 * at);
    },
  };
}
