import { z } from 'zod';
import type { Linear } from './linear.ts';

/** All that the labeller has learnt. */
export interface MovesModel {
  /** Scores of a stretch for each move, one a view, in the order of VIEWS. */
  readonly moves: readonly Linear[];
  /** Scores of a span for each move and, last, for being no stretch at all: what the search for stretches goes by. */
  readonly spans: Linear;
  readonly boundaries: Linear;
  readonly tuning: Tuning;
}

/** Fitted on held-out parts by `scripts/build-moves.ts`. */
export interface Tuning {
  /** Probabilities are the softmax of (the views' mean score + the move's bias) / temperature. */
  readonly bias: readonly number[];
  readonly temperature: number;
  /** A stretch is sure when its move has at least this probability. */
  readonly sureFrom: number;
  /** What a boundary must gain to be set, and how much the labels of the stretches it makes count. */
  readonly boundaryCost: number;
  readonly boundaryLabels: number;
}

const MAGIC = 'BFMV3\n';

const linearHeader = z.object({
  outputs: z.int().positive(),
  bytes: z.int().positive(),
  scale: z.array(z.number()),
  bias: z.array(z.number()),
});
const header = z.object({
  tuning: z.object({
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

/** File form: "BFMV3\n", a line of JSON (sizes, scales, tuning), then the weights of the parts in that order, a signed byte each. */
export function encodeModel({ moves, spans, boundaries, tuning }: MovesModel): Uint8Array {
  const about = (part: Linear) => ({ ...part, bytes: part.bytes.length });
  const head = { tuning, moves: moves.map(about), spans: about(spans), boundaries: about(boundaries) };
  return Buffer.concat([
    Buffer.from(`${MAGIC}${JSON.stringify(head)}\n`),
    ...[...moves, spans, boundaries].map((part) => Buffer.from(part.bytes.buffer)),
  ]);
}

/** Throws an Error naming `file` when the bytes are not a whole model of this version. */
export function decodeModel(data: Uint8Array, file: string): MovesModel {
  const end = data.indexOf(10, MAGIC.length);
  const text = new TextDecoder().decode(data.subarray(0, Math.max(end, 0)));
  if (!text.startsWith(MAGIC))
    throw new Error(`${file} is not a moves model of this version; build it with scripts/build-moves.ts`);
  const head = header.parse(JSON.parse(text.slice(MAGIC.length)));
  let at = end + 1;
  const weights = (name: string, about: z.infer<typeof linearHeader>): Linear => {
    const length = Math.min(about.bytes, data.length - at);
    const bytes = new Int8Array(data.buffer, data.byteOffset + at, length).slice();
    if (bytes.length !== about.bytes) throw new Error(`${file} is cut short in ${name}; build it again`);
    at += bytes.length;
    return { ...about, bytes };
  };
  return {
    moves: head.moves.map((about) => weights('moves', about)),
    spans: weights('spans', head.spans),
    boundaries: weights('boundaries', head.boundaries),
    tuning: head.tuning,
  };
}
