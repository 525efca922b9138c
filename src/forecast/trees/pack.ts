import type { GrownTree } from './tree.ts';
import type { ForestModel } from './types.ts';

/**
 * Trees laid out one after the other. A split takes five unsigned 16-bit numbers: feature, bin, 1 where the unknown go
 * left, left and right child (a split of the same tree, or `LEAF` + a leaf of it). Values are `[leaf * classes +
 * class]`, or `[leaf]` of a tree that adds to one class, and covers the weight of the training rows in each leaf, both 32-bit floats, over the leaves of all trees.
 */
export const SPLIT_SIZE = 5;
export const LEAF = 0x8000;

export function packForest(
  grown: readonly GrownTree[],
  about: { features: number; rounds: number; base: Float64Array; loss: number | null },
): ForestModel {
  const splits: number[] = [];
  for (const { tree } of grown) {
    const child = (to: number) => (to < 0 ? LEAF + (-1 - to) : to);
    for (const [i, feature] of tree.feature.entries())
      splits.push(
        feature,
        tree.bin[i] as number,
        tree.unknownLeft[i] ? 1 : 0,
        child(tree.left[i] as number),
        child(tree.right[i] as number),
      );
  }
  return {
    ...about,
    classes: about.base.length,
    base: [...about.base],
    leaves: grown.map(({ tree }) => tree.leaves),
    targets: grown.map(({ target }) => target),
    splits: intoBase64(Uint16Array.from(splits)),
    values: intoBase64(concat(grown.map(({ values }) => values))),
    covers: intoBase64(concat(grown.map(({ covers }) => covers))),
  };
}

/** A forest without a tree: every score is zero. */
export function emptyForest(classes: number): ForestModel {
  return packForest([], { features: 0, rounds: 0, base: new Float64Array(classes), loss: null });
}

export type Unpacked = { splits: Uint16Array; values: Float32Array; covers: Float32Array };

export function unpackForest(model: ForestModel): Unpacked {
  return {
    splits: new Uint16Array(fromBase64(model.splits)),
    values: new Float32Array(fromBase64(model.values)),
    covers: new Float32Array(fromBase64(model.covers)),
  };
}

function concat(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function intoBase64(array: Uint16Array | Float32Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
}

/** A copy of its own, since a Buffer may lie anywhere in a shared one and arrays of floats must be aligned. */
function fromBase64(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, 'base64');
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
