import { deflateSync, inflateSync } from 'node:zlib';
import { z } from 'zod';
import type { WordingModel } from './types.ts';
import { openVocabulary } from './vocabulary.ts';

const MAGIC = 'BFWD1\n';
/** Bytes that a model unpacks to at most; what claims more is none of ours. */
const LARGEST = 64_000_000;

const header = z.object({
  reasons: z.array(z.string()),
  features: z.int().nonnegative(),
  unseen: z.number(),
  scale: z.array(z.number()),
  bias: z.array(z.number()),
  calibration: z.object({
    temperature: z.number().positive(),
    even: z.number(),
    known: z.array(z.number()),
    threshold: z.number(),
  }),
});

/**
 * "BFWD1\n", then deflated (zlib, RFC 1950, whose checksum finds damage): the length of a JSON header in 4 bytes, the
 * header, and for each feature its hash (4 bytes) and rarity (float, 4 bytes), little-endian, and a byte a weight.
 */
export function packWording({ reasons, vocabulary, scorer, calibration }: WordingModel): Uint8Array {
  const { keys, rarity, unseen } = vocabulary;
  const { scale, bias, bytes } = scorer;
  const about = { reasons, features: keys.length, unseen, scale, bias, calibration };
  const head = Buffer.from(JSON.stringify(about));
  const numbers = Buffer.alloc(4 + 8 * keys.length);
  numbers.writeUInt32LE(head.length, 0);
  for (const [at, key] of keys.entries()) {
    numbers.writeUInt32LE(key, 4 + 4 * at);
    numbers.writeFloatLE(rarity[at] ?? 0, 4 + 4 * (keys.length + at));
  }
  const weights = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const body = Buffer.concat([numbers.subarray(0, 4), head, numbers.subarray(4), weights]);
  return Buffer.concat([Buffer.from(MAGIC), deflateSync(body)]);
}

/** Throws an Error that says so when the bytes are not a whole model of this version. */
export function unpackWording(packed: Uint8Array): WordingModel {
  if (Buffer.from(packed.subarray(0, MAGIC.length)).toString('latin1') !== MAGIC)
    throw new Error('These bytes are not a wording model of this version; train it again');
  try {
    return opened(inflateSync(packed.subarray(MAGIC.length), { maxOutputLength: LARGEST }));
  } catch (cause) {
    throw new Error('The wording model is damaged; train it again', { cause });
  }
}

function opened(body: Buffer): WordingModel {
  const start = 4 + body.readUInt32LE(0);
  const { features, unseen, scale, bias, reasons, calibration } = header.parse(
    JSON.parse(body.toString('utf8', 4, start)),
  );
  const outputs = reasons.length;
  if (scale.length !== outputs || bias.length !== outputs || body.length !== start + features * (8 + outputs))
    throw new Error('its sizes do not agree');
  const keys = Uint32Array.from({ length: features }, (_, at) => body.readUInt32LE(start + 4 * at));
  const rarity = Float32Array.from({ length: features }, (_, at) =>
    body.readFloatLE(start + 4 * (features + at)),
  );
  const bytes = Int8Array.from(body.subarray(start + 8 * features), (byte) => (byte << 24) >> 24);
  return {
    reasons,
    vocabulary: openVocabulary(keys, rarity, unseen),
    scorer: { outputs, bytes, scale, bias },
    calibration,
  };
}
