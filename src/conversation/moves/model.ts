import { z } from 'zod';
import type { Linear } from './linear.ts';

/** All that the labeller has learnt. The temperature divides scores before softmax; thresholds are scores. */
export interface MovesModel {
  readonly moves: Linear;
  readonly boundaries: Linear;
  readonly tuning: Tuning;
}

/** Fitted on held-out parts by `scripts/build-moves.ts`. */
export interface Tuning {
  readonly moveTemperature: number;
  /** What a boundary must gain to be set, and how much the labels of the stretches it makes count. */
  readonly boundaryCost: number;
  readonly boundaryLabels: number;
}

const MAGIC = 'BFMV2\n';
const PARTS = ['moves', 'boundaries'] as const;

const linearHeader = z.object({
  outputs: z.int().positive(),
  bytes: z.int().positive(),
  scale: z.array(z.number()),
  bias: z.array(z.number()),
});
const header = z.object({
  tuning: z.object({
    moveTemperature: z.number().positive(),
    boundaryCost: z.number(),
    boundaryLabels: z.number(),
  }),
  moves: linearHeader,
  boundaries: linearHeader,
});

/** File form: "BFMV2\n", a line of JSON (sizes, scales, tuning), then the weights of the two parts, a signed byte each. */
export function encodeModel(model: MovesModel): Uint8Array {
  const about = (part: Linear) => ({ ...part, bytes: part.bytes.length });
  const parts = Object.fromEntries(PARTS.map((name) => [name, about(model[name])]));
  const head = Buffer.from(`${MAGIC}${JSON.stringify({ tuning: model.tuning, ...parts })}\n`);
  return Buffer.concat([head, ...PARTS.map((name) => Buffer.from(model[name].bytes.buffer))]);
}

/** Throws an Error naming `file` when the bytes are not a whole model of this version. */
export function decodeModel(data: Uint8Array, file: string): MovesModel {
  const end = data.indexOf(10, MAGIC.length);
  const text = new TextDecoder().decode(data.subarray(0, Math.max(end, 0)));
  if (!text.startsWith(MAGIC))
    throw new Error(`${file} is not a moves model; build it with scripts/build-moves.ts`);
  const head = header.parse(JSON.parse(text.slice(MAGIC.length)));
  let at = end + 1;
  const weights = (name: (typeof PARTS)[number]): Linear => {
    const bytes = Int8Array.from(
      new Int8Array(data.buffer, data.byteOffset + at, Math.min(head[name].bytes, data.length - at)),
    );
    if (bytes.length !== head[name].bytes) throw new Error(`${file} is cut short in ${name}; build it again`);
    at += bytes.length;
    return { ...head[name], bytes };
  };
  return {
    moves: weights('moves'),
    boundaries: weights('boundaries'),
    tuning: head.tuning,
  };
}
