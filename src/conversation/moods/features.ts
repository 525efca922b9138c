import {
  charGrams,
  type LabelledTurn,
  type Sparse,
  SparseBuilder,
  wordGrams,
  words,
} from '../moves/index.ts';
import { readRevocation } from '../revocation/index.ts';
import { cues } from './cues.ts';
import { factsOf } from './facts.ts';
import { repetition } from './repetition.ts';

/** Number of hashed features (a power of two). */
export const CUSTOMER_SIZE = 1 << 17;

/** Of cues and counts beside n-grams, whose groups have the length of 1: n-grams fit best, cues generalise. */
const WEIGHT = 0.5;
/** How much of the agent's turn counts: what is asked stands at its end. */
const ASKED = 12;
/** Only where one of these is heard is the text read for a wish for no more messages, as that reading takes long. */
const MAY_REVOKE = ['messages', 'stopMessages', 'takeOff', 'dontContact', 'stop'] as const;

/** What the first stage sees of a customer's turn: its words, how they look, what is repeated, and what the agent does. */
export function customerFeatures(text: string, before: readonly LabelledTurn[]): Sparse {
  const list = words(text);
  const out = new SparseBuilder(CUSTOMER_SIZE);
  out.group(wordGrams('w', list), 1);
  out.group(charGrams('c', list), 0.7);
  const last = before.at(-1);
  if (last?.speaker === 'agent') out.group(wordGrams('a', factsOf(last).words.slice(-ASKED)), 0.5);
  const add = (name: string, value: number) => out.add(name, WEIGHT * value);
  const heard = cues(list);
  for (const [cue, count] of heard) {
    add(`cue ${cue}`, 1);
    if (count > 1) add(`cues ${cue}`, Math.log2(count));
  }
  for (const look of looks(text)) add(look, 1);
  if (MAY_REVOKE.some((cue) => heard.has(cue)) && readRevocation(text).kind === 'stop') add('revokes', 1);
  add('words', Math.log2(1 + list.length));
  add(`length ${Math.min(4, Math.round(Math.log2(1 + list.length)))}`, 1);
  add('asks', list.filter((word) => word === '?').length);
  for (const [name, value] of Object.entries(repetition(list, before))) add(`said ${name}`, value);
  for (const [name, value] of agentFeatures(before)) add(name, value);
  return out.build();
}

function looks(text: string): string[] {
  const found: [string, boolean][] = [
    ['exclaims', /!/.test(text)],
    ['loud', /[!?]{2}/.test(text)],
    ['capitals', /(?:^|[^A-Z])[A-Z]{4,}\b/.test(text)],
    ['trails', /\.\.\.|…/.test(text)],
  ];
  return found.flatMap(([name, is]) => (is ? [name] : []));
}

/** How the agent's last turn was, and how the agent's turns were so far: who only demands and refuses is heard to. */
function* agentFeatures(before: readonly LabelledTurn[]): Generator<[name: string, value: number]> {
  const agents = before.filter((turn) => turn.speaker === 'agent').map(factsOf);
  const last = before.at(-1)?.speaker === 'agent' ? agents.at(-1) : undefined;
  if (last) {
    for (const cue of last.cues) yield [`agent ${cue}`, 1];
    yield ['agent words', Math.log2(1 + last.words.length)];
  } else yield ['agent silent', 1];
  yield ['agent turns', Math.log2(1 + agents.length)];
  const count = new Map<string, number>();
  for (const cue of agents.flatMap((turn) => turn.cues)) count.set(cue, (count.get(cue) ?? 0) + 1);
  for (const [cue, times] of count) yield [`agents ${cue}`, times / (agents.length + 1)];
  const length = agents.reduce((sum, turn) => sum + turn.words.length, 0) / (agents.length || 1);
  yield ['agents words', Math.log2(1 + length)];
}
