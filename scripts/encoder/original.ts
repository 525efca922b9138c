import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Vocabulary } from '../../src/conversation/encoder/model.ts';

/** The package's weights by name, and its vocabulary. */
export interface Original {
  readonly vocabulary: Vocabulary;
  /** The weights of the one tensor whose name ends so, of `count` numbers. Throws when there is not exactly one such. */
  floats(suffix: string, count: number): Float32Array;
}

const manifest = z.object({
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string()),
      weights: z.array(
        z.object({ name: z.string(), shape: z.array(z.int()), dtype: z.enum(['float32', 'int32']) }),
      ),
    }),
  ),
});
// Pieces with a colon have no score (NaN, by way of JSON); TensorFlow's tokeniser adds null, which is 0.
const vocabulary = z.array(z.tuple([z.string(), z.number().nullable()]));

/** Reads a TensorFlow.js graph model from `folder`: model.json, its shards of little-endian numbers, vocab.json. */
export function readOriginal(folder: string): Original {
  const json = (file: string): unknown => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
  const tensors = new Map<string, Float32Array>();
  for (const { paths, weights } of manifest.parse(json('model.json')).weightsManifest) {
    const data = Buffer.concat(paths.map((path) => readFileSync(`${folder}/${path}`)));
    let at = 0;
    for (const { name, shape, dtype } of weights) {
      const bytes = 4 * shape.reduce((a, b) => a * b, 1);
      if (dtype === 'float32')
        tensors.set(name, new Float32Array(new Uint8Array(data.subarray(at, at + bytes)).buffer));
      at += bytes;
    }
    if (at !== data.length) throw new Error(`${folder}: ${data.length} bytes of weights, not ${at}`);
  }
  const entries = vocabulary.parse(json('vocab.json'));
  return {
    vocabulary: { pieces: entries.map(([piece]) => piece), scores: entries.map(([, score]) => score ?? 0) },
    floats(suffix, count) {
      const [found, ...more] = [...tensors].filter(([name]) => name.endsWith(suffix));
      if (!found || more.length > 0 || found[1].length !== count)
        throw new Error(`${folder}: not one tensor of ${count} numbers ends in ${suffix}`);
      return found[1];
    },
  };
}
