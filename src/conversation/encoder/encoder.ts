import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from './instantiate.ts';
import { Memory } from './memory.ts';
import { decodeModel } from './model.ts';
import { MOST_ROWS, MOST_TOKENS, WIDTH } from './shape.ts';
import { createTokeniser } from './tokeniser.ts';
import { createTransformer } from './transformer.ts';
import type { Encoder, Encoding } from './types.ts';

const models = new URL('../../../models/', import.meta.url);
const MODEL = fileURLToPath(new URL('encoder.bin', models));
const KERNEL = fileURLToPath(new URL('encoder.wasm', models));
/** Some two hundred talks under way at once, 4 kB a text: each turn is compared with those before it. */
const REMEMBERED = 10_000;

/**
 * Universal Sentence Encoder Lite (Cer et al. 2018, arXiv 1803.11175) from `models/`, its weights in 8 bits. Encodes in
 * this thread, at once, some 0.15 ms a token; the last 10,000 texts are remembered. Takes about 20 MB, and at most 40 for those.
 * Throws an Error naming the file when `encoder.bin` (or `file`) or `encoder.wasm` is missing or damaged.
 */
export function loadEncoder(file: string = MODEL): Encoder {
  const model = decodeModel(bytesOf(file), file);
  const tokenise = createTokeniser(model.vocabulary);
  const transform = createTransformer(model, compile(bytesOf(KERNEL), KERNEL));
  const memory = new Memory<Encoding>(REMEMBERED);
  return {
    encode(texts) {
      const found = new Map<string, Encoding>();
      const fresh: { text: string; tokens: readonly number[] }[] = [];
      for (const text of new Set(texts)) {
        const known = memory.get(text);
        if (known) found.set(text, known);
        else fresh.push({ text, tokens: tokenise(text).slice(0, MOST_TOKENS) });
      }
      for (const batch of batches(fresh)) {
        const encodings = transform(batch.map(({ tokens }) => tokens));
        for (const [i, { text }] of batch.entries()) found.set(text, encodings[i] ?? none());
      }
      for (const { text } of fresh) memory.set(text, found.get(text) ?? none());
      return texts.map((text) => found.get(text) ?? none());
    },
  };
}

const none = (): Encoding => ({ mean: new Float32Array(WIDTH), sentence: new Float32Array(WIDTH) });

/** Texts with tokens, in order, by as many as have MOST_ROWS tokens together. */
function batches<T extends { tokens: readonly number[] }>(texts: readonly T[]): T[][] {
  const all: T[][] = [];
  let room = 0;
  for (const text of texts) {
    if (text.tokens.length === 0) continue;
    const batch = all.at(-1);
    if (batch && text.tokens.length <= room) batch.push(text);
    else {
      all.push([text]);
      room = MOST_ROWS;
    }
    room -= text.tokens.length;
  }
  return all;
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Error(`cannot read ${file}; build it with npx tsx scripts/build-encoder.ts`, { cause });
  }
}
