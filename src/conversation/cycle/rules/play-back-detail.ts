import { asksForData, importantDetail, playsBack } from '../details.ts';
import type { Debt } from '../types.ts';
import { broken, type CycleRule, isLikely, kept, LIKELY, POSSIBLE } from './rule.ts';

type Detail = Debt & { readonly contents: readonly string[] };
/** The detail not heard back, details passed over since one last was, and the data question that the customer answers next. */
export type DetailMemory = {
  readonly detail: Detail | null;
  readonly passed: number;
  readonly asked: string | null;
};

/** An important detail not played back. Threshold: details passed over. */
export const playBackDetail: CycleRule<DetailMemory> = {
  name: 'play_back_detail',
  move: 'listen',
  seed: 'The customer said {words} and has not heard it back.',
  threshold: 1,
  start: { detail: null, passed: 0, asked: null },
  hear: (memory, turn, { turn: at }) => {
    if (turn.speaker === 'customer') {
      const found = importantDetail(turn.text, memory.asked);
      const detail = found ? { ...found, said: at } : memory.detail;
      return {
        memory: { ...memory, detail, asked: null },
        owed: detail && owedFor(detail),
        found: [],
      };
    }
    const asked = turn.stretches.find((one) => isLikely(one, 'question') && asksForData(one.text));
    const next = { ...memory, detail: null, asked: asked?.text ?? null };
    const { detail } = memory;
    if (!detail) return { memory: next, owed: null, found: [] };
    const back = turn.stretches.find(({ text, probabilities }) =>
      playsBack(text, probabilities.listen >= POSSIBLE, detail.contents),
    );
    if (back) {
      const sure = back.probabilities.listen;
      const found = sure >= LIKELY ? [kept(at, back.text, sure)] : [];
      return { memory: { ...next, passed: 0 }, owed: null, found };
    }
    // Once the agent has gone on, it is let go: what is said next is more on the mind.
    const passed = memory.passed + 1;
    const degree = passed / playBackDetail.threshold;
    const found = degree >= 1 ? [broken(at, owedFor(detail), detail.sure, degree)] : [];
    return { memory: { ...next, passed }, owed: null, found };
  },
};

function owedFor({ words, said, sure }: Detail): Debt {
  return { words, said, sure };
}
