import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Linear } from './linear.ts';

/** What a model's file begins with once unpacked, and the script that builds it. */
export interface FileKind {
  readonly magic: string;
  readonly build: string;
}

/** A linear model in a file's header, its bytes counted. */
export const linearHeader = z.object({
  outputs: z.int().positive(),
  bytes: z.int().positive(),
  scale: z.array(z.number()).readonly(),
  bias: z.array(z.number()).readonly(),
});

export function aboutLinear(part: Linear): z.infer<typeof linearHeader> {
  return { ...part, bytes: part.bytes.length };
}

/**
 * A line with the magic, a line of JSON, then the weights of `parts` in their order, a signed byte each; all of it by gzip, as
 * weights of hashed features are mostly zeros. The same bytes for the same model.
 */
export function encodeFile({ magic }: FileKind, head: unknown, parts: readonly Linear[]): Uint8Array {
  const bytes = Buffer.concat([
    Buffer.from(`${magic}\n${JSON.stringify(head)}\n`),
    ...parts.map((part) => Buffer.from(part.bytes.buffer)),
  ]);
  return gzipSync(bytes, { level: 9 });
}

/** The header of a file, and its weights, one linear model after the other. Throws an Error naming `file` when it is damaged or of another kind. */
export function decodeFile(
  packed: Uint8Array,
  file: string,
  { magic, build }: FileKind,
): { head: unknown; next(about: z.infer<typeof linearHeader>): Linear } {
  const data = unpacked(packed);
  const start = magic.length + 1;
  const end = data?.indexOf('\n', start) ?? -1;
  if (!data || end < 0 || data.toString('latin1', 0, start) !== `${magic}\n`)
    throw new Error(`${file} is damaged, or not a model of this version; build it with ${build}`);
  let at = end + 1;
  return {
    head: JSON.parse(data.toString('utf8', start, end)),
    next: (about) => {
      const bytes = new Int8Array(data.buffer, data.byteOffset + at, about.bytes).slice();
      at += about.bytes;
      return { ...about, bytes };
    },
  };
}

function unpacked(packed: Uint8Array): Buffer | null {
  try {
    return gunzipSync(packed);
  } catch {
    return null;
  }
}
