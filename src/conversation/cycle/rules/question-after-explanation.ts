import { type AgentTurn, type CustomerTurn, contents, type Move, type Stretch } from '../../moves/index.ts';
import { wordsOf } from '../plain.ts';
import type { Debt } from '../types.ts';
import { broken, type CycleRule, isLikely, kept, LIKELY, likeliest, may, POSSIBLE, sureOf } from './rule.ts';

/** Words of explanation since the agent last asked anything, and the last explanation. */
export type ExplanationMemory = { readonly words: number; readonly debt: Debt | null };

const NOTHING: ExplanationMemory = { words: 0, debt: null };
/** Content words of a customer's that are more than a sign of listening. */
const OWN_WORDS = 2;

/** An explanation not followed by a question. Threshold: words explained with no question between. */
export const questionAfterExplanation: CycleRule<ExplanationMemory> = {
  name: 'question_after_explanation',
  move: 'question',
  seed: 'You explained {words} and asked nothing after it.',
  threshold: 45,
  start: NOTHING,
  hear: (memory, turn, { turn: at }) => {
    if (turn.speaker === 'customer') return heardCustomer(memory, turn, at);
    if (may(turn, 'question')) {
      const question = likeliest(turn, 'question');
      const sure = sureOf(turn, 'question');
      const found = question && memory.words > 0 && sure >= LIKELY ? [kept(at, question.text, sure)] : [];
      return { memory: afterQuestion(turn, at), owed: null, found };
    }
    const { count, last } = explained(turn);
    if (!last) return { memory, owed: memory.debt, found: [] };
    const total = memory.words + count;
    const debt = { words: last.text, said: at, sure: last.probabilities.explain };
    const degree = total / questionAfterExplanation.threshold;
    const found = degree >= 1 ? [broken(at, debt, debt.sure, degree)] : [];
    return { memory: { words: total, debt }, owed: debt, found };
  },
};

/** Who is lost was told too much; who goes on in words of their own has taken it up. */
function heardCustomer(memory: ExplanationMemory, turn: CustomerTurn, at: number) {
  const { debt } = memory;
  if (debt && (turn.mood === 'confused' || turn.flags.includes('lost'))) {
    const degree = Math.max(1, memory.words / questionAfterExplanation.threshold);
    return { memory: NOTHING, owed: debt, found: [broken(at, debt, debt.sure, degree)] };
  }
  const takenUp =
    turn.mood === 'pleased' || (turn.mood === 'neutral' && contents(wordsOf(turn.text)).length >= OWN_WORDS);
  return takenUp ? { memory: NOTHING, owed: null, found: [] } : { memory, owed: debt, found: [] };
}

/** What is explained after the last question of the turn counts anew. */
function afterQuestion(turn: AgentTurn, at: number): ExplanationMemory {
  const from = turn.stretches.findLastIndex(({ probabilities }) => probabilities.question >= POSSIBLE);
  const { count, last } = explained({ ...turn, stretches: turn.stretches.slice(from + 1) });
  return {
    words: count,
    debt: last ? { words: last.text, said: at, sure: last.probabilities.explain } : null,
  };
}

function explained({ stretches }: AgentTurn): { count: number; last: Stretch | undefined } {
  const found = stretches.filter((one) => isLikely(one, 'explain' satisfies Move));
  return { count: found.reduce((sum, { text }) => sum + wordsOf(text).length, 0), last: found.at(-1) };
}
