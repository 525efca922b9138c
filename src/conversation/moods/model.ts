import { z } from 'zod';
import type { Linear } from '../moves/index.ts';

/** Words to scores, one logistic output a mood and a flag, in the order of MOODS and FLAGS. */
export interface FirstStage {
  readonly moodWords: Linear;
  readonly flagWords: Linear;
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

const MAGIC = 'BFMD1\n';
const PARTS = ['moodWords', 'flagWords', 'moods', 'flags'] as const;

const linearHeader = z.object({
  outputs: z.int().positive(),
  bytes: z.int().positive(),
  scale: z.array(z.number()),
  bias: z.array(z.number()),
});
const header = z.object({
  moodLeans: z.array(z.number()),
  flagLevels: z.array(z.number()),
  moodWords: linearHeader,
  flagWords: linearHeader,
  moods: linearHeader,
  flags: linearHeader,
});

/** File form: "BFMD1\n", a line of JSON (sizes, scales, leans, levels), then the weights of the parts, a signed byte each. */
export function encodeMoods(model: MoodsModel): Uint8Array {
  const about = (part: Linear) => ({ ...part, bytes: part.bytes.length });
  const { moodLeans, flagLevels } = model;
  const parts = Object.fromEntries(PARTS.map((name) => [name, about(model[name])]));
  const head = { moodLeans, flagLevels, ...parts };
  return Buffer.concat([
    Buffer.from(`${MAGIC}${JSON.stringify(head)}\n`),
    ...PARTS.map((name) => Buffer.from(model[name].bytes.buffer)),
  ]);
}

/** Throws an Error naming `file` when the bytes are not a whole model of this version. */
export function decodeMoods(data: Uint8Array, file: string): MoodsModel {
  const end = data.indexOf(10, MAGIC.length);
  const text = new TextDecoder().decode(data.subarray(0, Math.max(end, 0)));
  if (!text.startsWith(MAGIC))
    throw new Error(`${file} is not a moods model; build it with scripts/build-moods.ts`);
  const head = header.parse(JSON.parse(text.slice(MAGIC.length)));
  let at = end + 1;
  const weights = (name: (typeof PARTS)[number]): Linear => {
    const bytes = Int8Array.from(data.subarray(at, at + head[name].bytes), (byte) => (byte << 24) >> 24);
    if (bytes.length !== head[name].bytes) throw new Error(`${file} is cut short in ${name}; build it again`);
    at += bytes.length;
    return { ...head[name], bytes };
  };
  return {
    moodWords: weights('moodWords'),
    flagWords: weights('flagWords'),
    moods: weights('moods'),
    flags: weights('flags'),
    moodLeans: head.moodLeans,
    flagLevels: head.flagLevels,
  };
}
