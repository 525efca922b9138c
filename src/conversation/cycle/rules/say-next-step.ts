import type { AgentTurn } from '../../moves/index.ts';
import { plainOf } from '../plain.ts';
import { broken, type CycleRule, kept, LIKELY, POSSIBLE } from './rule.ts';

/** Turns of the agent's since the customer last heard what happens next; what said it; whether the end was heard. */
export type NextStepMemory = {
  readonly since: number;
  readonly told: { readonly words: string; readonly turn: number; readonly sure: number } | null;
  readonly agentTurns: number;
  readonly closed: boolean;
};

const CLOSES =
  /\b(?:bye|goodbye|cheerio|have a (?:good|great|nice|lovely|safe)|take care|all the best|thank(?:s| you) for (?:calling|chatting|contacting|choosing)|(?:anything|something) else|good ?(?:night|luck)|this (?:chat|conversation) will close)\b/;
const PROMISES =
  /\b(?:you(?:ll| will| should)|ill|i will|well|we will|theyll|they will|itll|it will|going to|gonna|by (?:mon|tues|wednes|thurs|fri|satur|sun)day|within|tomorrow|next (?:week|working|business)|in (?:the )?(?:next|a|an|\d+))\b/;

/** The next step not said before the close. Threshold: turns of the agent's before the closing one in which to have said it. */
export const sayNextStep: CycleRule<NextStepMemory> = {
  name: 'say_next_step',
  move: 'signpost',
  seed: 'You are closing with {words}, and the customer has not heard what happens next.',
  threshold: 3,
  start: { since: 0, told: null, agentTurns: 0, closed: false },
  hear: (memory, turn, { turn: at }) => {
    if (turn.speaker === 'customer') return { memory, owed: null, found: [] };
    const now = tells(turn);
    const told = now ? { ...now, turn: at } : memory.told;
    const since = now ? 0 : memory.since + 1;
    const next = { ...memory, told, since, agentTurns: memory.agentTurns + 1 };
    const close = closing(turn);
    if (!close || memory.closed || memory.agentTurns < 2) return { memory: next, owed: null, found: [] };
    const heard = told !== null && since <= sayNextStep.threshold;
    const debt = { words: close.words, said: at, sure: close.sure };
    const found = heard ? [kept(at, told.words, told.sure, told.turn)] : [broken(at, debt, close.sure, 1)];
    return { memory: { ...next, closed: true }, owed: heard ? null : debt, found };
  },
};

/** Asked to wait, and no more: not what happens next. */
const WAITS =
  /^(?:(?:okay|ok|right|alright|so|just|please) )*(?:hold(?: on| the line)?|hang on|bear with(?: me)?|wait|a|one|give me (?:a|one))(?: (?:a|one))?(?: (?:moment|second|sec|minute|tick|mo))?(?: (?:please|for me|sir|maam))*$/;

function tells(turn: AgentTurn) {
  for (const { text, probabilities } of turn.stretches) {
    if (WAITS.test(plainOf(text))) continue;
    const { signpost, reassure, explain } = probabilities;
    if (signpost + reassure >= LIKELY) return { words: text, sure: signpost + reassure };
    if (signpost + reassure + explain >= LIKELY && PROMISES.test(plainOf(text)))
      return { words: text, sure: signpost + reassure + explain };
  }
  return null;
}

function closing(turn: AgentTurn) {
  for (const { text, probabilities } of turn.stretches) {
    const sure = Math.max(probabilities.social, probabilities.question);
    if (sure >= POSSIBLE && CLOSES.test(plainOf(text))) return { words: text, sure };
  }
  return null;
}
