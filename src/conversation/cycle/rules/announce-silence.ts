import type { AgentTurn, CustomerTurn, LabelledTurn } from '../../moves/index.ts';
import { plainOf, wordsOf } from '../plain.ts';
import { type Before, broken, type CycleRule, kept, LIKELY, likeliest, may, POSSIBLE } from './rule.ts';

/** Whether the agent said that it would go quiet or what it would look at, in its last words; when the last turn ended. */
export type SilenceMemory = {
  readonly announced: boolean;
  readonly asked: boolean;
  readonly endedAt: number | null;
};

const HOLD =
  /\b(?:hold|moment|minute|second|sec|secs|mo|tick|ticks|bear with|pull(?:ing)? (?:that|it|this|your|up)|look(?:ing)?|check(?:ing)?|find(?:ing)?|quiet|silence|silent|back in|give me|let me|one (?:sec|moment))\b/;
/** A customer who wonders whether anyone is there. */
const GONE =
  /^(?:sorry )?(?:hello|hi)(?: \?)?(?: (?:hello|hi)(?: \?)?)*$|\b(?:(?:are )?you (?:still )?there|is (?:any ?one|he|she) (?:still )?(?:there|gone)|any ?body there|youve gone quiet|(?:been|got|did (?:it|we) (?:get )?) ?cut off|hung up on me|youd hung up|still with me)\b/;
/** An agent who comes back out of a silence. */
const BACK =
  /\b(?:(?:thanks|thank you|ta|cheers) for (?:holding|waiting|bearing|hanging|your patience)|sorry (?:about|for) (?:the|that) (?:wait|delay|silence|pause|hold)|apologies for the (?:wait|delay|silence)|are you still (?:there|with me)|still there)\b/;
/** Ordinary speech is no slower than this, words a second: a turn that takes longer has a silence inside. */
const SLOWEST = 1.2;

/** A silence or a hold not announced. Threshold: milliseconds of silence that is the agent's, where turns have times. */
export const announceSilence: CycleRule<SilenceMemory> = {
  name: 'announce_silence',
  move: 'signpost',
  seed: 'The customer was left in silence with no word of why: {words}.',
  threshold: 8000,
  start: { announced: false, asked: false, endedAt: null },
  hear: (memory, turn, before) => {
    const silence = silenceBefore(memory, turn) + silenceInside(turn);
    const byClock = silence / announceSilence.threshold;
    const found =
      turn.speaker === 'customer'
        ? heardCustomer(memory, turn, before, byClock)
        : heardAgent(memory, turn, before, byClock);
    const endedAt = turn.to ?? turn.from ?? null;
    if (turn.speaker === 'customer')
      return { memory: { ...memory, asked: false, endedAt }, owed: null, found };
    const holds = holdOf(turn);
    const announced = holds !== null || (memory.announced && isSmall(turn));
    return { memory: { announced, asked: may(turn, 'question'), endedAt }, owed: null, found };
  },
};

function heardCustomer(
  memory: SilenceMemory,
  turn: CustomerTurn,
  { turn: at, recent }: Before,
  byClock: number,
) {
  const wonders = recent.length > 0 && GONE.test(plainOf(turn.text));
  if (memory.announced || (!wonders && byClock < 1)) return [];
  return [broken(at, { words: turn.text, said: at, sure: 1 }, 1, Math.max(1, byClock))];
}

function heardAgent(memory: SilenceMemory, turn: AgentTurn, { turn: at, recent }: Before, byClock: number) {
  const back = recent.some(({ speaker }) => speaker === 'agent') && BACK.test(plainOf(turn.text));
  const hold = holdOf(turn);
  const announcement = hold ? [kept(at, hold.text, hold.probabilities.signpost)] : [];
  if (memory.announced || (!back && byClock < 1)) return announcement;
  return [broken(at, { words: turn.text, said: at, sure: 1 }, 1, Math.max(1, byClock)), ...announcement];
}

function holdOf(turn: AgentTurn) {
  const sign = likeliest(turn, 'signpost');
  if (!sign || sign.probabilities.signpost < POSSIBLE) return null;
  return sign.probabilities.signpost >= LIKELY || HOLD.test(plainOf(sign.text)) ? sign : null;
}

/** "okay", "uh, there we go": the agent is still away. */
function isSmall({ stretches }: AgentTurn): boolean {
  return stretches.every(({ move }) => move === 'other' || move === 'backchannel');
}

/** After a question the silence is the customer's. */
function silenceBefore({ endedAt, asked }: SilenceMemory, { from }: LabelledTurn): number {
  return endedAt === null || from === undefined || asked ? 0 : Math.max(0, from - endedAt);
}

function silenceInside(turn: LabelledTurn): number {
  if (turn.speaker === 'customer' || turn.from === undefined || turn.to === undefined) return 0;
  return Math.max(0, turn.to - turn.from - (wordsOf(turn.text).length / SLOWEST) * 1000);
}
