import { asksForData } from '../details.ts';
import { plainOf } from '../plain.ts';
import { broken, type CycleRule, isLikely, kept, may, sureOf } from './rule.ts';

/** How many more questions the last reason covers, and how many were asked beyond it. */
export type ReasonMemory = { readonly covered: number; readonly bare: number };

/** Data questions that one reason covers. */
const COVERS = 3;
const OWN_REASON =
  /\b(?:so (?:that )?(?:i|we)|because|cos|cause|just to|to (?:check|find|see|pull|get|make|look|open|confirm|verify))\b/;

/** Data asked for with no reason given. Threshold: bare questions for data. */
export const signpostBeforeQuestions: CycleRule<ReasonMemory> = {
  name: 'signpost_before_questions',
  move: 'signpost',
  seed: 'You asked {words} and gave no reason for asking.',
  threshold: 1,
  start: { covered: 0, bare: 0 },
  hear: (memory, turn, { turn: at }) => {
    if (turn.speaker === 'customer') return { memory, owed: null, found: [] };
    const asked = turn.stretches.find((one) => isLikely(one, 'question') && asksForData(one.text));
    const own = asked !== undefined && OWN_REASON.test(plainOf(asked.text));
    const reason = may(turn, 'signpost') || own;
    const covered = Math.max(0, (reason ? COVERS : memory.covered) - (asked ? 1 : 0));
    if (!asked) return { memory: { covered, bare: reason ? 0 : memory.bare }, owed: null, found: [] };
    const sure = asked.probabilities.question;
    if (reason) return { memory: { covered, bare: 0 }, owed: null, found: [kept(at, turn.text, sure)] };
    if (memory.covered > 0) return { memory: { ...memory, covered }, owed: null, found: [] };
    const bare = memory.bare + 1;
    const debt = { words: asked.text, said: at, sure };
    const degree = bare / signpostBeforeQuestions.threshold;
    const found = degree >= 1 ? [broken(at, debt, sure * (1 - sureOf(turn, 'signpost')), degree)] : [];
    return { memory: { covered, bare }, owed: debt, found };
  },
};
