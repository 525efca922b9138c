import { type AgentTurn, type Stretch, words } from '../moves/index.ts';
import { type Ask, asksOf } from './asks.ts';
import { type Fact, factsOf, makesPoint, type Scenario } from './scenario.ts';
import { carrying, echoes, misheard, tokens } from './tokens.ts';
import type { CoachState } from './types.ts';
import { SAYS, type Saying, saysNothing } from './wording.ts';

/** What an agent's turn does, as far as it matters to the customer. */
export interface Heard {
  readonly silent: boolean;
  readonly reason: boolean;
  readonly signposts: boolean;
  readonly hold: boolean;
  readonly asks: readonly Ask[];
  /** Told facts that are given back, and one that is given back wrongly. */
  readonly playedBack: readonly string[];
  readonly misheard: { readonly fact: string; readonly said: string } | null;
  readonly acknowledges: 'concrete' | 'plain' | 'formula' | null;
  readonly reassures: boolean;
  readonly points: readonly string[];
  /** Words of the explanation that no question follows. */
  readonly lecture: number;
  readonly closes: boolean;
  readonly transfers: boolean;
  /** The words that did it, by what they did. */
  readonly quotes: Readonly<Partial<Record<'reason' | 'signposts' | 'acknowledges' | 'explains', string>>>;
}

/** The labeller is right five times in six: a move that helps counts when it is possible, as its words may, too. */
const POSSIBLE = 0.3;
const LIKELY = 0.5;
const SURE = 0.7;

export function plainOf(text: string): string {
  return words(text).join(' ');
}

function does(text: string, what: Saying): boolean {
  return SAYS[what].test(plainOf(text));
}

/** Reads an agent's turn against what was said so far. Pure. */
export function hear(turn: AgentTurn, scenario: Scenario, state: CoachState): Heard {
  const { stretches } = turn;
  const may = (stretch: Stretch, move: keyof Stretch['probabilities']) =>
    stretch.probabilities[move] >= POSSIBLE;
  const signpost = stretches.find((one) => may(one, 'signpost') || does(one.text, 'next'));
  const reason = stretches.find((one) => may(one, 'signpost') || does(one.text, 'reason'));
  const acknowledging = stretches.filter((one) => acknowledges(one));
  const facts = factsOf(scenario);
  const given = givenBack(stretches, facts, state);
  const telling = {
    tell: tokensOf(stretches.filter((one) => mayTell(one))),
    // Who says "you called us last week" promises no call.
    promise: tokensOf(stretches.filter((one) => mayTell(one) && !surely(one, ['acknowledge']))),
  };
  const before = scenario.points.filter((one) => state.points.includes(one.id)).map((one) => one.id);
  return {
    silent: saysNothing(turn.text),
    reason: reason !== undefined,
    signposts: signpost !== undefined,
    hold: stretches.some((one) => does(one.text, 'hold') && (may(one, 'signpost') || does(one.text, 'next'))),
    asks: asksOf(stretches, facts, state, given.right),
    playedBack: given.right,
    misheard: given.wrong,
    acknowledges: howConcrete(acknowledging, scenario, facts, state),
    reassures: stretches.some((one) => may(one, 'reassure')),
    points: scenario.points
      .filter((one) => !before.includes(one.id) && makesPoint(telling[one.kind], one.words))
      .map((one) => one.id),
    lecture: lectureOf(stretches),
    closes: does(turn.text, 'closes') && state.exchanges.length > 0,
    transfers: does(turn.text, 'transfer'),
    quotes: {
      reason: reason?.text,
      signposts: signpost?.text,
      acknowledges: acknowledging.at(0)?.text,
      explains: stretches.findLast((one) => one.move === 'explain')?.text,
    },
  };
}

function tokensOf(stretches: readonly Stretch[]): string[] {
  return tokens(stretches.map((one) => one.text).join(' '));
}

function surely({ move, probabilities }: Stretch, moves: readonly Stretch['move'][]): boolean {
  return moves.includes(move) && probabilities[move] >= SURE;
}

/** What is given back or greeted tells nothing new, nor does a question, unless it offers something. */
function mayTell(stretch: Stretch): boolean {
  if (stretch.move === 'question') return does(stretch.text, 'consent');
  return !surely(stretch, ['listen', 'social', 'backchannel']);
}

function acknowledges({ text, move, probabilities }: Stretch): boolean {
  if (probabilities.acknowledge >= POSSIBLE) return true;
  return move !== 'question' && does(text, 'acknowledges');
}

/** Concrete names what it is about; a formula could be said to anyone. */
function howConcrete(
  stretches: readonly Stretch[],
  scenario: Scenario,
  facts: readonly Fact[],
  state: CoachState,
): Heard['acknowledges'] {
  if (stretches.length === 0) return null;
  const list = tokens(stretches.map((one) => one.text).join(' '));
  const told = facts.filter((one) => state.told[one.id]).flatMap((one) => one.value);
  const about = new Set([...scenario.feeling.about, ...told].flatMap((one) => carrying(tokens(one))));
  if (list.some((word) => about.has(word))) return 'concrete';
  const plain = stretches.filter(({ text }) => !does(text, 'formula') && words(text).length >= 6);
  return plain.length > 0 ? 'plain' : 'formula';
}

function givenBack(stretches: readonly Stretch[], facts: readonly Fact[], state: CoachState) {
  const right: string[] = [];
  let wrong: Heard['misheard'] = null;
  for (const fact of facts) {
    if (!state.told[fact.id]) continue;
    for (const { text, probabilities } of stretches) {
      const list = tokens(text);
      const listens = probabilities.listen + probabilities.acknowledge >= POSSIBLE;
      const detail = fact.value.map((value) => tokens(value));
      if (detail.some((value) => echoes(list, value, listens))) right.push(fact.id);
      else if (probabilities.listen >= POSSIBLE) {
        const said = detail.map((value) => misheard(list, value)).find((one) => one !== null);
        if (said) wrong ??= { fact: fact.id, said };
      }
    }
  }
  return { right: [...new Set(right)], wrong: wrong && !right.includes(wrong.fact) ? wrong : null };
}

/** Words explained since the last thing that asks or signposts: after many, the customer does not know what of it matters. */
function lectureOf(stretches: readonly Stretch[]): number {
  const at = stretches.findLastIndex(
    ({ probabilities: p, text }) => p.question >= POSSIBLE || p.signpost >= LIKELY || text.includes('?'),
  );
  const after = stretches.slice(at + 1).filter(({ probabilities: p }) => p.explain >= LIKELY);
  return after.reduce((sum, one) => sum + words(one.text).length, 0);
}
