import {
  type AgentTurn,
  type CustomerTurn,
  certainMood,
  type LabelledTurn,
  type Labeller,
  type Mood,
} from '../moves/index.ts';
import { type Heard, hear } from './hear.ts';
import { type Reaction, react } from './react.ts';
import { factsOf, type Scenario } from './scenario.ts';
import { speak } from './speak.ts';
import { apply, countQuestions, hardness, startOf, weigh } from './temper.ts';
import type { CoachState, Exchange, Temper, Told } from './types.ts';
import { saysNothing } from './wording.ts';

/** What a turn costs the patience of an ordinary customer. */
const WEAR = 0.015;
/** Private questions that one reason covers, silences that one announced hold covers. */
const COVERS = 3;
const HOLD_COVERS = 2;
/** A feeling less than this needs no word about it. */
const FELT = 0.25;

/** A new practice. The trainee speaks first, as on the telephone. */
export function beginPractice(scenario: Scenario, seed: number): CoachState {
  const start = startOf(scenario);
  return {
    scenario: scenario.id,
    seed,
    start,
    temper: start,
    exchanges: [],
    told: {},
    refused: {},
    points: [],
    covered: 0,
    questions: 0,
    owed: null,
    acknowledged: false,
    formulas: 0,
    hold: 0,
    topic: null,
    settled: null,
    escalated: null,
    used: [],
    ended: null,
  };
}

/** Labels what the trainee says; a silence has no stretches. */
export function labelAgent(labeller: Labeller, state: CoachState, text: string): AgentTurn {
  if (saysNothing(text)) return { speaker: 'agent', text: text.trim(), stretches: [] };
  const turn = labeller.label({ speaker: 'agent', text }, turnsOf(state));
  if (turn.speaker !== 'agent') throw new Error('the labeller took the agent for the customer');
  return turn;
}

/** The talk as it is scored and labelled: silences and all, each turn after the other. */
export function turnsOf(state: CoachState): LabelledTurn[] {
  return state.exchanges.flatMap(({ agent, customer }) => [agent, customer]);
}

/** The same without silences: nothing was said in them. */
export function spokenTurns(state: CoachState): LabelledTurn[] {
  return turnsOf(state).filter((turn) => turn.speaker === 'customer' || turn.stretches.length > 0);
}

/** The trainee breaks it off. */
export function stopPractice(state: CoachState): CoachState {
  return state.ended ? state : { ...state, ended: 'stopped' };
}

/**
 * One exchange: what the customer makes of what the agent said, and says to it. Pure: the same state, turn and scenario
 * always give the same reply. A talk that has ended stays as it is.
 */
export function respond(state: CoachState, turn: AgentTurn, scenario: Scenario): CoachState {
  if (state.ended) return state;
  const heard = hear(turn, scenario, state);
  const changes = weigh(heard, scenario, state);
  const temper = apply(state.temper, changes, WEAR * hardness(scenario));
  const reaction = react(heard, changes, temper, scenario, state);
  const { text, used } = speak(reaction.parts, temper, scenario, state);
  const customer: CustomerTurn = {
    speaker: 'customer',
    text,
    ...certainMood(reaction.mood ?? moodOf(temper), reaction.flags),
  };
  const exchange: Exchange = {
    agent: turn,
    customer,
    written: text,
    changes,
    temper,
    revealed: reaction.revealed,
  };
  return {
    ...remember(state, heard, reaction, scenario, temper),
    temper,
    used,
    exchanges: [...state.exchanges, exchange],
  };
}

/** What the customer will know of this exchange in the next. */
function remember(
  state: CoachState,
  heard: Heard,
  reaction: Reaction,
  scenario: Scenario,
  temper: Temper,
): CoachState {
  const now = state.exchanges.length;
  const asked = heard.asks.flatMap((ask) => (ask.kind === 'fact' ? [ask.fact] : []));
  const privately = factsOf(scenario).filter(
    (one) => one.private && asked.includes(one.id) && !state.told[one.id],
  );
  const topic = scenario.facts.find((one) => reaction.revealed.includes(one.id))?.topic ?? state.topic;
  return {
    ...state,
    told: toldOf(state, heard, reaction, now),
    refused: {
      ...state.refused,
      ...Object.fromEntries(reaction.refused.map((id) => [id, (state.refused[id] ?? 0) + 1])),
    },
    points: [...state.points, ...heard.points],
    covered: Math.max(0, (heard.reason ? COVERS : state.covered) - privately.length),
    questions: countQuestions(heard, state),
    owed: owedAfter(state, heard, reaction, temper),
    acknowledged: state.acknowledged || heard.acknowledges === 'concrete',
    formulas: state.formulas + (heard.acknowledges === 'formula' ? 1 : 0),
    hold: heard.hold ? HOLD_COVERS : heard.silent ? Math.max(0, state.hold - 1) : 0,
    topic,
    settled: reaction.settled ? now : state.settled,
    escalated: reaction.escalated ? now : state.escalated,
    ended: reaction.ended,
  };
}

function toldOf(state: CoachState, heard: Heard, reaction: Reaction, now: number): Record<string, Told> {
  const told: Record<string, Told> = { ...state.told };
  for (const id of heard.playedBack) if (told[id]) told[id] = { ...told[id], heard: true };
  for (const id of reaction.revealed) told[id] = { at: now, heard: false, repeated: 0 };
  const again = reaction.repeated;
  if (again && told[again]) told[again] = { ...told[again], at: now, repeated: told[again].repeated + 1 };
  return told;
}

/** A feeling is owed a word from when it is first shown, and again whenever the customer was passed over. */
function owedAfter(
  state: CoachState,
  heard: Heard,
  reaction: Reaction,
  { frustration, worry }: Temper,
): number | null {
  if (state.exchanges.length === 0) return Math.max(frustration, worry) >= FELT ? 0 : null;
  if (heard.acknowledges === 'concrete' || heard.acknowledges === 'plain') return null;
  const shown = reaction.flags.length > 0 && Math.max(frustration, worry) >= FELT;
  if (state.owed === null) return shown ? 0 : null;
  return heard.silent ? state.owed : state.owed + 1;
}

function moodOf({ frustration, worry, thread }: Temper): Mood {
  if (frustration >= 0.5 && frustration >= worry) return 'frustrated';
  if (worry >= 0.45) return 'anxious';
  return thread < 0.3 ? 'confused' : 'neutral';
}
