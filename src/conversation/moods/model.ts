import { z } from 'zod';
import {
  aboutLinear,
  decodeFile,
  encodeFile,
  type FileKind,
  type Linear,
  linearHeader,
} from '../moves/index.ts';

/** Words, and meaning, to scores: one logistic output a mood and a flag, in the order of MOODS and FLAGS. */
export interface FirstStage {
  readonly moodWords: Linear;
  readonly flagWords: Linear;
  readonly moodMeaning: Linear;
  readonly flagMeaning: Linear;
}

/** Scores, and the customer's earlier turns, to calibrated probabilities. */
export interface SecondStage {
  readonly moods: Linear;
  readonly flags: Linear;
  /** Added to the logarithms of the moods' probabilities when one is chosen: the rare moods would else hardly be. */
  readonly moodLeans: readonly number[];
  /** A flag is raised above this probability. */
  readonly flagLevels: readonly number[];
}

export type MoodsModel = FirstStage & SecondStage;

const KIND: FileKind = { magic: 'BFMD2', build: 'scripts/build-moods.ts' };
const PARTS = ['moodWords', 'flagWords', 'moodMeaning', 'flagMeaning', 'moods', 'flags'] as const;

const header = z.object({
  moodLeans: z.array(z.number()),
  flagLevels: z.array(z.number()),
  moodWords: linearHeader,
  flagWords: linearHeader,
  moodMeaning: linearHeader,
  flagMeaning: linearHeader,
  moods: linearHeader,
  flags: linearHeader,
});

/** The header has sizes, scales, leans and levels; the weights are those of PARTS. */
export function encodeMoods(model: MoodsModel): Uint8Array {
  const { moodLeans, flagLevels } = model;
  const parts = Object.fromEntries(PARTS.map((name) => [name, aboutLinear(model[name])]));
  return encodeFile(
    KIND,
    { moodLeans, flagLevels, ...parts },
    PARTS.map((name) => model[name]),
  );
}

/** Throws an Error naming `file` when the bytes are not a whole model of this version. */
export function decodeMoods(packed: Uint8Array, file: string): MoodsModel {
  const { head, next } = decodeFile(packed, file, KIND);
  const { moodLeans, flagLevels, ...about } = header.parse(head);
  return {
    moodWords: next(about.moodWords),
    flagWords: next(about.flagWords),
    moodMeaning: next(about.moodMeaning),
    flagMeaning: next(about.flagMeaning),
    moods: next(about.moods),
    flags: next(about.flags),
    moodLeans,
    flagLevels,
  };
}
