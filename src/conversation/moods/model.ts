import { z } from 'zod';
import { type Linear, pack, unpack } from '../moves/index.ts';

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

const MAGIC = 'BFMD2\n';
const BUILD = 'scripts/build-moods.ts';
const PARTS = ['moodWords', 'flagWords', 'moodMeaning', 'flagMeaning', 'moods', 'flags'] as const;

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
  moodMeaning: linearHeader,
  flagMeaning: linearHeader,
  moods: linearHeader,
  flags: linearHeader,
});

/** File form: "BFMD2\n", a line of JSON (sizes, scales, leans, levels), then the weights of the parts, a signed byte each; all of it by gzip. */
export function encodeMoods(model: MoodsModel): Uint8Array {
  const about = (part: Linear) => ({ ...part, bytes: part.bytes.length });
  const { moodLeans, flagLevels } = model;
  const parts = Object.fromEntries(PARTS.map((name) => [name, about(model[name])]));
  const head = { moodLeans, flagLevels, ...parts };
  const bytes = Buffer.concat([
    Buffer.from(`${MAGIC}${JSON.stringify(head)}\n`),
    ...PARTS.map((name) => Buffer.from(model[name].bytes.buffer)),
  ]);
  return pack(bytes);
}

/** Throws an Error naming `file` when the bytes are not a whole model of this version. */
export function decodeMoods(packed: Uint8Array, file: string): MoodsModel {
  const data = unpack(packed, file, BUILD);
  const end = data.indexOf(10, MAGIC.length);
  const text = new TextDecoder().decode(data.subarray(0, Math.max(end, 0)));
  if (!text.startsWith(MAGIC))
    throw new Error(`${file} is not a moods model of this version; build it with ${BUILD}`);
  const head = header.parse(JSON.parse(text.slice(MAGIC.length)));
  let at = end + 1;
  const weights = (name: (typeof PARTS)[number]): Linear => {
    const bytes = new Int8Array(data.buffer, data.byteOffset + at, head[name].bytes).slice();
    at += bytes.length;
    return { ...head[name], bytes };
  };
  return {
    moodWords: weights('moodWords'),
    flagWords: weights('flagWords'),
    moodMeaning: weights('moodMeaning'),
    flagMeaning: weights('flagMeaning'),
    moods: weights('moods'),
    flags: weights('flags'),
    moodLeans: head.moodLeans,
    flagLevels: head.flagLevels,
  };
}
