import { contents, words } from '../moves/index.ts';
import { certainty } from './direction.ts';
import { likeliest, likelihood, likely, replyTo, type Talk } from './talk.ts';
import type { Sighting } from './types.ts';

const EVEN = 0.5;
/** What is said in so many words that refer to something is worth giving back. */
const MATTERS = 5;
/** A customer of fewer turns has shown too little to say how they left. */
const FEW_TURNS = 3;

/** Concrete wording shows listening (Packard & Berger 2021): the customer's own words, in a stretch that listens or acknowledges. */
export function givenBack(talk: Talk): Sighting[] {
  return talk.customer.flatMap((said): Sighting[] => {
    const own = new Set(said.contents.filter((word) => !/^\p{N}$/u.test(word)));
    const reply = replyTo(talk, said.at);
    if (own.size < MATTERS || reply.length === 0) return [];
    let best: { turn: number; words: string; sure: number } | undefined;
    for (const { at, turn } of reply)
      for (const stretch of turn.stretches) {
        if (!contents(words(stretch.text)).some((word) => own.has(word))) continue;
        const sure = likelihood(stretch, ['listen', 'acknowledge']);
        if (!best || sure > best.sure) best = { turn: at, words: stretch.text, sure };
      }
    const rule = 'give_back_what_was_said';
    if (best && best.sure >= EVEN) return [{ rule, kind: 'kept', ...best, sure: certainty(best.sure) }];
    const listened = Math.max(...reply.map(({ turn }) => likely(turn, 'listen', 'acknowledge')));
    if (listened >= EVEN) return [];
    return [{ rule, kind: 'broken', sure: certainty(1 - listened), turn: said.at, words: said.turn.text }];
  });
}

export function care({ agent }: Talk): Sighting[] {
  return agent.flatMap(({ at, turn }): Sighting[] => {
    const stretch = likeliest(turn, 'reassure');
    const p = stretch?.probabilities.reassure ?? 0;
    if (!stretch || p < EVEN) return [];
    return [{ rule: 'say_it_is_handled', kind: 'kept', sure: certainty(p), turn: at, words: stretch.text }];
  });
}

/** Customers who want someone else. */
export function leaving({ customer }: Talk): Sighting[] {
  return customer
    .filter(({ turn }) => turn.flags.includes('escalate'))
    .map(({ at, turn }) => ({
      rule: 'keep_the_customer',
      kind: 'broken',
      sure: 1,
      turn: at,
      words: turn.text,
    }));
}

/** How the customer felt at the end, by their last two turns. */
export function ending({ customer }: Talk): Sighting[] {
  if (customer.length < FEW_TURNS) return [];
  const last = customer.slice(-2).reverse();
  const pleased = last.find(({ turn }) => turn.mood === 'pleased');
  const upset = last.find(({ turn }) => turn.mood !== 'pleased' && turn.mood !== 'neutral');
  const shown = pleased ?? upset;
  if (!shown) return [];
  const kind = pleased ? 'kept' : 'broken';
  return [{ rule: 'leave_them_sure', kind, sure: 1, turn: shown.at, words: shown.turn.text }];
}
