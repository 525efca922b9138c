import type { Stretch } from '../../moves/index.ts';
import type { Debt } from '../types.ts';
import { broken, type CycleRule, isLikely, kept, LIKELY, POSSIBLE, sureOf } from './rule.ts';

/** Questions since the agent last gave anything back, and whether an opening "how can I help" may still come. */
export type QuestionsMemory = { readonly questions: number; readonly opening: boolean };

/** Questions in a row with nothing given back between them. Threshold: questions. */
export const listenBetweenQuestions: CycleRule<QuestionsMemory> = {
  name: 'listen_between_questions',
  move: 'listen',
  seed: '{words} is one question after another with nothing given back.',
  threshold: 3,
  start: { questions: 0, opening: true },
  hear: (memory, turn, { turn: at }) => {
    if (turn.speaker === 'customer') return { memory, owed: null, found: [] };
    let questions = memory.questions;
    let last: Debt | null = null;
    for (const stretch of turn.stretches) {
      if (givesBack(stretch)) questions = 0;
      else if (isLikely(stretch, 'question') && !memory.opening) {
        questions++;
        last = { words: stretch.text, said: at, sure: stretch.probabilities.question };
      }
    }
    const degree = questions / listenBetweenQuestions.threshold;
    const back = sureOf(turn, 'listen');
    const words = turn.stretches.find(({ move }) => move === 'listen')?.text;
    const found = [
      ...(last && degree >= 1 ? [broken(at, last, last.sure, degree)] : []),
      ...(memory.questions > 0 && words && back >= LIKELY ? [kept(at, words, back)] : []),
    ];
    return { memory: { questions, opening: false }, owed: degree >= 1 ? last : null, found };
  },
};

function givesBack({ probabilities: { listen, acknowledge, explain, reassure } }: Stretch): boolean {
  return listen + acknowledge >= POSSIBLE || explain + reassure >= LIKELY;
}
