import {
  type Block,
  type Encoder,
  type Encoding,
  joined,
  likeness,
  meanBlock,
  plain,
  sentenceBlock,
  WIDTH,
} from '../encoder/index.ts';
import type { LabelledTurn, Sparse } from '../moves/index.ts';

/** From how alike two texts count as saying the same, more or less. */
const ALIKE = [0, 0.4, 0.6, 0.75];
const COMPARED = 5;

/** How many turns back are compared: nearly all of most talks learnt from, few enough that a long talk's turns stay cheap. */
const MEMORY = 30;

/** Number of features of a customer's turn by meaning; they are not hashed. */
export const MEANING_SIZE = 3 * WIDTH + COMPARED * ALIKE.length;

/** What a customer's turn means, what it answers, and how alike it and what it answers are to what was said before. */
export function meaningFeatures(text: string, before: readonly LabelledTurn[], encoder: Encoder): Sparse {
  const [own] = encoder.encode([plain(text)]);
  if (!own) return joined([]);
  const recent = before.slice(-MEMORY);
  const earlier = recent.flatMap((turn) => (turn.speaker === 'customer' ? encodings(turn, encoder) : []));
  const agents = recent.map((turn) => (turn.speaker === 'agent' ? encodings(turn, encoder) : []));
  const answered = agents.at(-1) ?? [];
  const asked = agents.slice(0, -1).flat();
  return joined([
    sentenceBlock(own),
    meanBlock(own),
    sentenceBlock(answered.at(-1)),
    compared([
      most([own], earlier),
      most([own], earlier.slice(0, -1)),
      most([own], answered),
      most(answered, asked),
      most(answered, earlier),
    ]),
  ]);
}

/** By stretches, as the agent's turns were encoded to be labelled. */
function encodings(turn: LabelledTurn, encoder: Encoder): Encoding[] {
  const texts = turn.speaker === 'agent' ? turn.stretches.map((stretch) => stretch.text) : [turn.text];
  return encoder.encode(texts.map(plain));
}

function most(some: readonly Encoding[], others: readonly Encoding[]): number {
  return Math.max(0, ...some.flatMap((one) => others.map((other) => likeness(one, other))));
}

function compared(likenesses: readonly number[]): Block {
  const values = likenesses.flatMap((like) => ALIKE.map((from) => Math.max(0, like - from) / (1 - from)));
  return { width: COMPARED * ALIKE.length, values: Float32Array.from(values) };
}
