import { likeliest, likely, type Talk } from './talk.ts';
import type { Sighting } from './types.ts';

/** So many turns of the agent with something to say, and none on what comes next, are too many. */
const TOO_MANY = 4;
/** The last turns of the agent, in which the next step has its place. */
const LAST = 3;
const EVEN = 0.5;
const CONFUSED = 0.5;

/** Runs of turns with and without a word on what comes next. */
export function steps({ agent }: Talk): Sighting[] {
  const found: Sighting[] = [];
  let without = 0;
  for (const { at, turn, count } of agent) {
    const p = likely(turn, 'signpost');
    if (p >= EVEN) {
      without = 0;
      const words = likeliest(turn, 'signpost')?.text ?? turn.text;
      found.push({ rule: 'say_what_comes', kind: 'kept', sure: certainty(p), turn: at, words });
    } else if (count > 2 && likely(turn, 'question', 'explain', 'other') >= EVEN) {
      without += 1 - p;
      if (without < TOO_MANY) continue;
      without = 0;
      found.push({ rule: 'say_what_comes', kind: 'broken', sure: 1, turn: at, words: turn.text });
    }
  }
  return found;
}

/** A customer who is lost after the agent has spoken. */
export function followed({ customer, agent }: Talk): Sighting[] {
  return customer.flatMap(({ at, turn }): Sighting[] => {
    const lost = turn.flags.includes('lost');
    if (!lost && turn.mood !== 'confused') return [];
    if (!agent.some((said) => said.at < at)) return [];
    return [{ rule: 'be_followed', kind: 'broken', sure: lost ? 1 : CONFUSED, turn: at, words: turn.text }];
  });
}

/** What the last turns of a talk that nobody closed say of what happens next. */
export function nextStep({ agent }: Talk): Sighting[] {
  const last = agent.slice(-LAST);
  const final = last.at(-1);
  if (!final || agent.length < LAST) return [];
  const told = last.findLast(({ turn }) => likely(turn, 'signpost', 'reassure') >= EVEN);
  const p = Math.max(...last.map(({ turn }) => likely(turn, 'signpost', 'reassure')));
  const words = told ? likeliest(told.turn, 'signpost', 'reassure')?.text : final.turn.text;
  const { at } = told ?? final;
  const kind = told ? 'kept' : 'broken';
  return [{ rule: 'say_next_step', kind, sure: certainty(told ? p : 1 - p), turn: at, words: words ?? '' }];
}

/** How sure one is of what is likelier than not: 0 at even odds, 1 when certain. */
export function certainty(p: number): number {
  return Math.max(0, 2 * p - 1);
}
