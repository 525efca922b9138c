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

const MAGIC = 'BFENC1\n';
const header = z.object({ crc: z.number(), pieces: z.array(z.string()), scores: z.array(z.number()) });

/** File form: "BFENC1\n", a line of JSON (the body's CRC-32, vocabulary), then the arrays of the model in the order of `decodeModel`. */
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
  const body = Buffer.concat(arrays.map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength)));
  return Buffer.concat([Buffer.from(`${MAGIC}${JSON.stringify({ crc: crc32(body), ...vocabulary })}\n`), body]);
}

/** Throws an Error naming `file` when the bytes are not a whole model of this version. */
export function decodeModel(data: Uint8Array, file: string): EncoderModel {
  const again = 'build it with npx tsx scripts/build-encoder.ts';
  const end = data.indexOf(10, MAGIC.length);
  const text = new TextDecoder().decode(data.subarray(0, Math.max(end, 0)));
  if (!text.startsWith(MAGIC)) throw new Error(`${file} is not a sentence encoder of this version; ${again}`);
  const body = data.subarray(end + 1);
  const head = header.safeParse(parsed(text.slice(MAGIC.length)));
  if (!head.success || head.data.crc !== crc32(body)) throw new Error(`${file} is damaged; ${again}`);
  const { pieces, scores } = head.data;

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

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
