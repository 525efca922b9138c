import { z } from 'zod';
import type { Linear } from './linear.ts';
import { pack, unpack } from './packed.ts';

/** All that the labeller has learnt. */
export interface MovesModel {
  /** Scores of a stretch for each move, one a view, in the order of `stretchViews`. */
  readonly moves: readonly Linear[];
  /** Scores of a span for each move and, last, for being no stretch at all: what the search for stretches goes by. */
  readonly spans: Linear;
  readonly boundaries: Linear;
  readonly tuning: Tuning;
}

/** Fitted on held-out parts by `scripts/build-moves.ts`. */
export interface Tuning {
  /** What the view by meaning weighs among the views, 0 to 1. */
  readonly meaning: number;
  /** Probabilities are the softmax of (the views' weighed score + the move's bias) / temperature. */
  readonly bias: readonly number[];
  readonly temperature: number;
  /** A stretch is sure when its move has at least this probability. */
  readonly sureFrom: number;
  /** What a boundary must gain to be set, and how much the labels of the stretches it makes count. */
  readonly boundaryCost: number;
  readonly boundaryLabels: number;
}

const MAGIC = 'BFMV4\n';
const BUILD = 'scripts/build-moves.ts';

const linearHeader = z.object({
  outputs: z.int().positive(),
  bytes: z.int().positive(),
  scale: z.array(z.number()),
  bias: z.array(z.number()),
});
const header = z.object({
  tuning: z.object({
    meaning: z.number().min(0).max(1),
    bias: z.array(z.number()),
    temperature: z.number().positive(),
    sureFrom: z.number(),
    boundaryCost: z.number(),
    boundaryLabels: z.number(),
  }),
  moves: z.array(linearHeader),
  spans: linearHeader,
  boundaries: linearHeader,
});

/** File form: "BFMV4\n", a line of JSON (sizes, scales, tuning), then the weights of the parts in that order, a signed byte each; all of it by gzip. */
export function encodeModel({ moves, spans, boundaries, tuning }: MovesModel): Uint8Array {
  const about = (part: Linear) => ({ ...part, bytes: part.bytes.length });
  const head = { tuning, moves: moves.map(about), spans: about(spans), boundaries: about(boundaries) };
  const bytes = Buffer.concat([
    Buffer.from(`${MAGIC}${JSON.stringify(head)}\n`),
    ...[...moves, spans, boundaries].map((part) => Buffer.from(part.bytes.buffer)),
  ]);
  return pack(bytes);
}

/** Throws an Error naming `file` when the bytes are not a whole model of this version. */
export function decodeModel(packed: Uint8Array, file: string): MovesModel {
  const data = unpack(packed, file, BUILD);
  const end = data.indexOf(10, MAGIC.length);
  const text = new TextDecoder().decode(data.subarray(0, Math.max(end, 0)));
  if (!text.startsWith(MAGIC))
    throw new Error(`${file} is not a moves model of this version; build it with ${BUILD}`);
  const head = header.parse(JSON.parse(text.slice(MAGIC.length)));
  let at = end + 1;
  const weights = (about: z.infer<typeof linearHeader>): Linear => {
    const bytes = new Int8Array(data.buffer, data.byteOffset + at, about.bytes).slice();
    at += about.bytes;
    return { ...about, bytes };
  };
  return {
    moves: head.moves.map(weights),
    spans: weights(head.spans),
    boundaries: weights(head.boundaries),
    tuning: head.tuning,
  };
}
