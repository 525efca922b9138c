import { gunzipSync, gzipSync } from 'node:zlib';

/** Weights of hashed features are mostly zeros: a model takes up half of its room so. The same bytes for the same bytes. */
export function pack(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 9 });
}

/** Throws an Error naming `file`, and `build`, the script that makes it, when it is not packed, or not whole. */
export function unpack(data: Uint8Array, file: string, build: string): Uint8Array {
  try {
    return gunzipSync(data);
  } catch (cause) {
    throw new Error(`${file} is damaged, or not a model of this version; build it with ${build}`, { cause });
  }
}
