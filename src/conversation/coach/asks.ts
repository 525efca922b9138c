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
    const kind = kindOf(text);
    const parts = text.split(PARTS).map((part) => factsAsked(part, facts, state, givenBack));
    const own = parts.flat().filter(({ fit, told }) => !kind || (!told && (kind !== 'open' || fit > 1)));
    // "I need the reference to find your booking: what is it?" says before the question what it is about.
    const around = factsAsked(`${stretches[i - 1]?.text ?? ''} ${text}`, facts, state, givenBack);
    const about = own.length > 0 || kind ? own : around.filter(({ told }) => !told);
    const asked = [...new Set(about.map(({ fact }) => fact))].slice(0, MOST_FACTS);
    if (asked.length > 0 && kind !== 'anythingElse')
      return asked.map((fact): Ask => ({ kind: 'fact', fact, words: text }));
    if (kind) return [{ kind, words: text }];
    if (givenBack.length > 0) return [{ kind: 'right', words: text }];
    return [{ kind: 'unknown', words: text }];
  });
}

/** "How many beds do you need, and where do you need to be?" are two questions. */
const PARTS = /[?;]|,? and (?=(?:what|when|where|who|how|which|do|did|are|is|have|can|could|may|your)\b)/i;

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
): { fact: string; fit: number; told: boolean }[] {
  const list = tokens(text);
  const fits = facts
    .map(({ id, asked }) => ({ fact: id, fit: closest(list, asked), told: state.told[id] !== undefined }))
    .filter(({ fact, fit }) => fit > 0 && !givenBack.includes(fact))
    .sort((a, b) => b.fit - a.fit);
  const fresh = fits.filter(({ told }) => !told);
  const [best] = fresh.length > 0 ? fresh : fits;
  if (!best) return [];
  return best.told ? [best] : fresh.filter(({ fit }) => fit >= best.fit - 1);
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
