import { type AgentTurn, type CustomerTurn, contents } from '../../moves/index.ts';
import { plainOf, wordsOf } from '../plain.ts';
import type { Debt } from '../types.ts';
import { broken, type CycleRule, type Found, isLikely, kept, LIKELY } from './rule.ts';

type Asked = { readonly about: readonly string[]; readonly turn: number };
/** Questions put before, how often the customer has had to say something again, and what they said before their last turn. */
export type AskedMemory = {
  readonly asked: readonly Asked[];
  readonly repeats: number;
  readonly last: readonly string[];
  readonly earlier: readonly string[];
};

const SAID_BEFORE =
  /\b(?:(?:ive|i have|i) (?:just |already |literally )?(?:told|said|gave|given|explained|mentioned|sent)|(?:like|as) i (?:said|told|explained)|i keep (?:saying|telling)|im (?:telling|saying)|thats what (?:im|i was) saying|already (?:told|said|gave|did|done|given)|for the (?:second|third|fourth) time|i just (?:said|told|gave|did))\b/;
/** How much of a question is the same, for it to be the same question. */
const SAME = 0.75;
const MOST_ASKED = 20;
const MOST_WORDS = 200;

/** The same thing asked twice by the agent, or said again by the customer. Threshold: times. */
export const askOnce: CycleRule<AskedMemory> = {
  name: 'ask_once',
  move: 'listen',
  seed: 'It has been asked, or said, before: {words}.',
  threshold: 1,
  start: { asked: [], repeats: 0, last: [], earlier: [] },
  hear: (memory, turn, { turn: at }) =>
    turn.speaker === 'customer' ? heardCustomer(memory, turn, at) : heardAgent(memory, turn, at),
};

function heardCustomer(memory: AskedMemory, turn: CustomerTurn, at: number) {
  const said = contents(wordsOf(turn.text));
  const next = {
    ...memory,
    last: said,
    earlier: [...memory.earlier, ...memory.last].slice(-MOST_WORDS),
  };
  const again = turn.flags.includes('repeat');
  const words_ = SAID_BEFORE.test(plainOf(turn.text)) && at > 1;
  if (!again) return { memory: next, owed: null, found: [] };
  const repeats = memory.repeats + 1;
  const debt: Debt = { words: turn.text, said: at, sure: words_ ? 1 : 0.7, mood: turn.mood };
  return {
    memory: { ...next, repeats },
    owed: debt,
    found: [broken(at, debt, debt.sure, repeats / askOnce.threshold)],
  };
}

function heardAgent(memory: AskedMemory, turn: AgentTurn, at: number) {
  const found: Found[] = [];
  let { asked } = memory;
  for (const stretch of turn.stretches) {
    if (!isLikely(stretch, 'question')) continue;
    const about = contents(wordsOf(stretch.text));
    const same = asked.some((before) => at - before.turn > 1 && isSame(before.about, about));
    if (same) {
      const debt = { words: stretch.text, said: at, sure: stretch.probabilities.question };
      found.push(broken(at, debt, debt.sure, 1));
    }
    asked = [...asked, { about, turn: at }].slice(-MOST_ASKED);
  }
  const recalls = turn.stretches.find(
    (one) => one.probabilities.listen >= LIKELY && recalled(contents(wordsOf(one.text)), memory) >= 2,
  );
  if (recalls) found.push(kept(at, recalls.text, recalls.probabilities.listen));
  return { memory: { ...memory, asked }, owed: null, found };
}

function isSame(before: readonly string[], about: readonly string[]): boolean {
  if (about.length < 2 || before.length < 2) return false;
  const shared = about.filter((word) => before.includes(word)).length;
  return shared / Math.max(about.length, before.length) >= SAME;
}

/** Words of the customer's from before their last turn that come back. */
function recalled(said: readonly string[], { earlier, last }: AskedMemory): number {
  return new Set(said.filter((word) => earlier.includes(word) && !last.includes(word))).size;
}
