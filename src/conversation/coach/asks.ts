import { type Stretch, words } from '../moves/index.ts';
import type { Fact } from './scenario.ts';
import { says, tokens } from './tokens.ts';
import type { CoachState } from './types.ts';
import { SAYS, type Saying } from './wording.ts';

/** What a question asks: a fact by its id, or one of the things that can be asked of anyone. */
export type Ask =
  | { readonly kind: 'fact'; readonly fact: string; readonly words: string }
  | {
      readonly kind: 'open' | 'consent' | 'right' | 'follows' | 'anythingElse' | 'wellbeing' | 'unknown';
      readonly words: string;
    };

const POSSIBLE = 0.35;
/** Facts one question may be about: "name and reference?" asks two. */
const MOST_FACTS = 2;
const KINDS = ['anythingElse', 'right', 'follows', 'wellbeing', 'open', 'consent'] as const;

/** The questions of a turn. `givenBack` are facts that it plays back: to say them with a question mark is not to ask again. */
export function asksOf(
  stretches: readonly Stretch[],
  facts: readonly Fact[],
  state: CoachState,
  givenBack: readonly string[],
): Ask[] {
  return stretches.flatMap((stretch, i) => {
    if (!isQuestion(stretch)) return [];
    const { text } = stretch;
    const own = factsAsked(text, facts, state, givenBack);
    // "I need the reference to find your booking: what is it?" says before the question what it is about.
    const around = `${stretches[i - 1]?.text ?? ''} ${text}`;
    const about = own.length > 0 || kindOf(text) ? own : factsAsked(around, facts, state, givenBack);
    const kind = kindOf(text);
    if (about.length > 0 && kind !== 'anythingElse')
      return about.map((fact): Ask => ({ kind: 'fact', fact, words: text }));
    if (kind) return [{ kind, words: text }];
    if (givenBack.length > 0) return [{ kind: 'right', words: text }];
    return [{ kind: 'unknown', words: text }];
  });
}

function kindOf(text: string) {
  const plain = words(text).join(' ');
  return KINDS.find((name) => SAYS[name satisfies Saying].test(plain));
}

function isQuestion({ text, probabilities: p }: Stretch): boolean {
  const demands = SAYS.demand.test(words(text).join(' '));
  if (p.question >= POSSIBLE) return true;
  return (
    text.includes('?') || (demands && p.question + p.listen >= 0.2 && p.signpost < 0.5 && p.explain < 0.5)
  );
}

/**
 * The facts that a question is about, the closest phrase first. One not told yet goes before those told: only a question
 * that fits nothing else asks again.
 */
function factsAsked(
  text: string,
  facts: readonly Fact[],
  state: CoachState,
  givenBack: readonly string[],
): string[] {
  const list = tokens(text);
  const fits = facts
    .map((fact) => ({ fact, fit: closest(list, fact.asked) }))
    .filter(({ fact, fit }) => fit > 0 && !givenBack.includes(fact.id))
    .sort((a, b) => b.fit - a.fit);
  const fresh = fits.filter(({ fact }) => !state.told[fact.id]);
  const best = fresh[0] ?? fits[0];
  if (!best) return [];
  const among = (fresh.length > 0 ? fresh : [best]).filter(({ fit }) => fit >= best.fit - 1);
  return among.slice(0, MOST_FACTS).map(({ fact }) => fact.id);
}

function closest(list: readonly string[], phrases: readonly string[]): number {
  return Math.max(
    0,
    ...phrases.map((phrase) => {
      const wanted = tokens(phrase);
      return says(list, wanted) ? wanted.length : 0;
    }),
  );
}
