import {
  charGrams,
  type LabelledTurn,
  type Sparse,
  SparseBuilder,
  wordGrams,
  words,
} from '../moves/index.ts';
import { readRevocation } from '../revocation/index.ts';
import { agentCues } from './agent-cues.ts';
import { cues } from './cues.ts';
import { repetition } from './repetition.ts';

/** Number of hashed customer features (a power of two). */
export const CUSTOMER_SIZE = 1 << 17;

/** Set beside the n-grams, whose groups have the length of 1: found best on parts that the tables leave in. */
const WEIGHT = 0.3;

export type Feature = readonly [name: string, value: number];

export function customerFeatures(text: string, before: readonly LabelledTurn[]): Sparse {
  const out = new SparseBuilder(CUSTOMER_SIZE);
  textFeatures(out, text, before);
  for (const [name, value] of denseFeatures(text, before)) out.add(name, WEIGHT * value);
  return out.build();
}

export function textFeatures(out: SparseBuilder, text: string, before: readonly LabelledTurn[]): void {
  const list = words(text);
  out.group(wordGrams('w', list), 1);
  out.group(charGrams('c', list), 0.7);
  const last = before.at(-1);
  if (last?.speaker === 'agent') out.group(wordGrams('a', words(last.text).slice(-12)), 0.5);
}

export function* denseFeatures(text: string, before: readonly LabelledTurn[]): Generator<Feature> {
  const list = words(text);
  for (const [cue, count] of cues(list)) {
    yield [`cue ${cue}`, 1];
    if (count > 1) yield [`cues ${cue}`, Math.log2(count)];
  }
  yield ['words', Math.log2(1 + list.length)];
  yield [`length ${Math.min(4, Math.round(Math.log2(1 + list.length)))}`, 1];
  yield ['asks', list.filter((word) => word === '?').length];
  if (/!/.test(text)) yield ['exclaims', 1];
  if (/[!?]{2}/.test(text)) yield ['loud', 1];
  if (/(?:^|[^A-Z])[A-Z]{4,}\b/.test(text)) yield ['capitals', 1];
  if (/\.\.\.|…/.test(text)) yield ['trails', 1];
  const stop = readRevocation(text);
  if (stop.kind === 'stop') yield ['revokes', 1];
  const r = repetition(list, before);
  for (const [name, value] of Object.entries(r)) yield [`r ${name}`, typeof value === 'boolean' ? Number(value) : value];
  yield* agentFeatures(before);
}

function* agentFeatures(before: readonly LabelledTurn[]): Generator<Feature> {
  const agents = before.filter((turn) => turn.speaker === 'agent').map((turn) => words(turn.text));
  const last = before.at(-1)?.speaker === 'agent' ? agents.at(-1) : undefined;
  if (last) {
    for (const cue of agentCues(last)) yield [`a ${cue}`, 1];
    yield ['a words', Math.log2(1 + last.length)];
  } else yield ['a none', 1];
  yield ['a turns', Math.log2(1 + agents.length)];
  const all = agents.map(agentCues);
  const totals = new Map<string, number>();
  for (const cue of all.flat()) totals.set(cue, (totals.get(cue) ?? 0) + 1);
  for (const [cue, count] of totals) yield [`as ${cue}`, count / (agents.length + 1)];
  const length = agents.reduce((sum, turn) => sum + turn.length, 0) / (agents.length || 1);
  yield ['as words', Math.log2(1 + length)];
}
