import { emptyCycle, follow } from '../cycle/index.ts';
import { type Given, guide, NOTHING_KNOWN, type Prompt } from '../guidance/index.ts';
import { spokenTurns } from './practise.ts';
import type { Scenario } from './scenario.ts';
import type { CoachState } from './types.ts';

/** Scenarios harder than this give no hints: who gets so far has the cycle in hand. */
export const HINTED_UP_TO = 5;

export type Hint = Pick<Prompt, 'move' | 'why'> & { readonly say: string | null };

/** What is due now, as live guidance would prompt it; else what is still to be found out or said. Null: no hints here. */
export function hintFor(state: CoachState, scenario: Scenario): Hint | null {
  if (scenario.difficulty > HINTED_UP_TO || state.ended) return null;
  if (state.exchanges.length === 0)
    return {
      move: 'social',
      why: 'The telephone rings.',
      say: 'Greet, say who you are, and ask how you can help.',
    };
  let cycle = emptyCycle();
  const given: Given[] = [];
  let due: Prompt | null = null;
  for (const turn of spokenTurns(state)) {
    cycle = follow(cycle, turn);
    const prompt = guide(cycle, given, { known: NOTHING_KNOWN, habits: {} });
    if (prompt) given.push({ rule: prompt.rule, turn: cycle.turns - 1, say: prompt.say });
    // What was due after the trainee spoke still is when the customer has answered.
    due = prompt ?? (turn.speaker === 'agent' ? null : due);
  }
  return due ?? missing(state, scenario);
}

function missing(state: CoachState, scenario: Scenario): Hint {
  const fact = scenario.facts.find((one) => !one.optional && !state.told[one.id]);
  if (fact) return { move: 'question', why: `Still to find out: ${fact.label}.`, say: null };
  const point = scenario.points.find((one) => !state.points.includes(one.id));
  if (point)
    return {
      move: point.kind === 'tell' ? 'explain' : 'reassure',
      why: `Still to say: ${point.label}.`,
      say: null,
    };
  return {
    move: 'acknowledge',
    why: 'All is found out and said. See that it suits them, and close.',
    say: null,
  };
}
