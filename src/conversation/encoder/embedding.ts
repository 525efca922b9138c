import type { EncoderModel } from './model.ts';
import { EMBEDDING_WIDTH, MOST_TOKENS } from './shape.ts';

/** Writes what a token at a position of its text starts as, EMBEDDING_WIDTH floats, to `to` from `at` on. */
export type Embed = (token: number, position: number, to: Float32Array, at: number) => void;

/** Twice the token's vector and the sinusoids of its position (Vaswani et al. 2017); the doubling is the original's. */
export function createEmbedding({ embedding, frequencies }: EncoderModel): Embed {
  const { bytes, scale } = embedding;
  const half = frequencies.length;
  const waves = new Float32Array(MOST_TOKENS * EMBEDDING_WIDTH);
  for (let position = 0; position < MOST_TOKENS; position++)
    for (const [i, frequency] of frequencies.entries()) {
      waves[position * EMBEDDING_WIDTH + i] = Math.sin(position * frequency);
      waves[position * EMBEDDING_WIDTH + half + i] = Math.cos(position * frequency);
    }
  return (token, position, to, at) => {
    const step = 2 * (scale[token] ?? 0);
    const row = token * EMBEDDING_WIDTH;
    const wave = position * EMBEDDING_WIDTH;
    for (let i = 0; i < EMBEDDING_WIDTH; i++)
      to[at + i] = step * (bytes[row + i] ?? 0) + (waves[wave + i] ?? 0);
  };
}
