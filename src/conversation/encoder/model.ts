import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { EMBEDDING_WIDTH, HIDDEN, LAYER_WIDTHS, WIDTH } from './shape.ts';

/** A matrix, a signed byte a weight, and what is added: output = scale[output] × Σ byte × input + bias[output]. */
export interface Linear {
  readonly inputs: number;
  readonly outputs: number;
  /** In the order that scripts/encoder/kernel.wat reads: panels of 8 outputs, in them pairs of inputs, output by output. */
  readonly bytes: Int8Array;
  readonly scale: Float32Array;
  readonly bias: Float32Array;
}

export interface Norm {
  readonly scale: Float32Array;
  readonly bias: Float32Array;
}

export interface Layer {
  readonly width: number;
  readonly beforeAttention: Norm;
  /** Queries, keys and values side by side. */
  readonly attention: Linear;
  readonly attended: Linear;
  /** What carries the input past the attention where the widths differ. */
  readonly carried: Linear | undefined;
  readonly beforeHidden: Norm;
  readonly hidden: Linear;
  readonly narrowed: Linear;
}

/** Pieces of a SentencePiece unigram model with the logarithms of their probabilities; the index is the token. */
export interface Vocabulary {
  readonly pieces: readonly string[];
  readonly scores: readonly number[];
}

export interface EncoderModel {
  readonly vocabulary: Vocabulary;
  /** bytes[token × 256 + i] × scale[token]. */
  readonly embedding: { readonly bytes: Int8Array; readonly scale: Float32Array };
  /** Radians a position, for 128 sines and as many cosines. */
  readonly frequencies: Float32Array;
  readonly layers: readonly Layer[];
  readonly head: Linear;
}

const VERSION = 'BFENC1';
const NEWLINE = 10;
const header = z.object({ pieces: z.array(z.string()), scores: z.array(z.number()) });

/**
 * File form: a line of "BFENC1" and the CRC-32 of all after it, a line of JSON (the vocabulary), then the arrays of the
 * model in the order of `decodeModel`, floats little-endian.
 */
export function encodeModel({ vocabulary, embedding, frequencies, layers, head }: EncoderModel): Uint8Array {
  const norm = ({ scale, bias }: Norm) => [scale, bias];
  const linear = ({ scale, bias, bytes }: Linear) => [scale, bias, bytes];
  const arrays = [
    embedding.scale,
    embedding.bytes,
    frequencies,
    ...layers.flatMap((layer) => [
      ...norm(layer.beforeAttention),
      ...linear(layer.attention),
      ...linear(layer.attended),
      ...(layer.carried ? linear(layer.carried) : []),
      ...norm(layer.beforeHidden),
      ...linear(layer.hidden),
      ...linear(layer.narrowed),
    ]),
    ...linear(head),
  ];
  const rest = Buffer.concat([
    Buffer.from(`${JSON.stringify(vocabulary)}\n`),
    ...arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)),
  ]);
  return Buffer.concat([Buffer.from(`${VERSION} ${crc32(rest)}\n`), rest]);
}

/** Throws an Error naming `file` when the bytes are not a whole model of this version. */
export function decodeModel(data: Uint8Array, file: string): EncoderModel {
  const [first, rest] = lineOf(data);
  const [version, crc] = first.split(' ');
  const fault = version !== VERSION ? 'is not a sentence encoder of this version' : 'is damaged';
  if (version !== VERSION || Number(crc) !== crc32(rest))
    throw new Error(`${file} ${fault}; build it with npx tsx scripts/build-encoder.ts`);
  const [second, body] = lineOf(rest);
  const { pieces, scores } = header.parse(JSON.parse(second));
  let at = 0;
  const take = (bytes: number): ArrayBuffer => {
    at += bytes;
    return new Uint8Array(body.subarray(at - bytes, at)).buffer;
  };
  const floats = (count: number) => new Float32Array(take(count * 4));
  const norm = (width: number): Norm => ({ scale: floats(width), bias: floats(width) });
  const linear = (inputs: number, outputs: number): Linear => ({
    inputs,
    outputs,
    scale: floats(outputs),
    bias: floats(outputs),
    bytes: new Int8Array(take(inputs * outputs)),
  });
  return {
    vocabulary: { pieces, scores },
    embedding: { scale: floats(pieces.length), bytes: new Int8Array(take(pieces.length * EMBEDDING_WIDTH)) },
    frequencies: floats(EMBEDDING_WIDTH / 2),
    layers: LAYER_WIDTHS.map((width) => ({
      width,
      beforeAttention: norm(width),
      attention: linear(width, 3 * width),
      attended: linear(width, WIDTH),
      carried: width === WIDTH ? undefined : linear(width, WIDTH),
      beforeHidden: norm(WIDTH),
      hidden: linear(WIDTH, HIDDEN),
      narrowed: linear(HIDDEN, WIDTH),
    })),
    head: linear(WIDTH, WIDTH),
  };
}

/** The text up to the first newline, and what is after it; all of it is text when there is none. */
function lineOf(data: Uint8Array): [string, Uint8Array] {
  const end = data.indexOf(NEWLINE);
  const stop = end < 0 ? data.length : end;
  return [new TextDecoder().decode(data.subarray(0, stop)), data.subarray(stop + 1)];
}
