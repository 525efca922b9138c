import { z } from 'zod';
import type { Linear } from '../moves/index.ts';

/** All that the mood reader has learnt, in the order of MOODS and FLAGS. */
export interface MoodsModel {
  readonly moods: Linear;
  readonly flags: Linear;
  /** A flag is raised above this score. */
  readonly flagScores: readonly number[];
}

const MAGIC = 'BFMD1\n';
const PARTS = ['moods', 'flags'] as const;

const linearHeader = z.object({
  outputs: z.int().positive(),
  bytes: z.int().positive(),
  scale: z.array(z.number()),
  bias: z.array(z.number()),
});
const header = z.object({ flagScores: z.array(z.number()), moods: linearHeader, flags: linearHeader });

/** File form: "BFMD1\n", a line of JSON (sizes, scales, thresholds), then the weights of the parts, a signed byte each. */
export function encodeMoods(model: MoodsModel): Uint8Array {
  const about = (part: Linear) => ({ ...part, bytes: part.bytes.length });
  const head = { flagScores: model.flagScores, moods: about(model.moods), flags: about(model.flags) };
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
  return { moods: weights('moods'), flags: weights('flags'), flagScores: head.flagScores };
}
