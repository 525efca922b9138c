import { z } from 'zod';
import type { Linear } from './linear.ts';
import { aboutLinear, decodeFile, encodeFile, type FileKind, linearHeader } from './model-file.ts';

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

const KIND: FileKind = { magic: 'BFMV5', build: 'scripts/build-moves.ts' };

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

/** The header has sizes, scales and tuning; the weights are those of the moves, the spans and the boundaries. */
export function encodeModel({ moves, spans, boundaries, tuning }: MovesModel): Uint8Array {
  const head = {
    tuning,
    moves: moves.map(aboutLinear),
    spans: aboutLinear(spans),
    boundaries: aboutLinear(boundaries),
  };
  return encodeFile(KIND, head, [...moves, spans, boundaries]);
}

/** Throws an Error naming `file` when the bytes are not a whole model of this version. */
export function decodeModel(packed: Uint8Array, file: string): MovesModel {
  const { head, next } = decodeFile(packed, file, KIND);
  const { tuning, moves, spans, boundaries } = header.parse(head);
  return { moves: moves.map(next), spans: next(spans), boundaries: next(boundaries), tuning };
}
