import type { Labeller } from '../moves/index.ts';
import { beginPractice, labelAgent, respond } from './practise.ts';
import type { Fact, Scenario } from './scenario.ts';
import type { CoachState } from './types.ts';

/** A scripted trainee: what to say next, or null when they hang up. */
export type Trainee = (state: CoachState, scenario: Scenario) => string | null;

/** Lets a trainee talk with the customer until the talk ends. */
export function letTalk(
  labeller: Labeller,
  scenario: Scenario,
  trainee: Trainee,
  seed = 1,
  most = 60,
): CoachState {
  let state = beginPractice(scenario, seed);
  for (let i = 0; i < most && !state.ended; i++) {
    const text = trainee(state, scenario);
    if (text === null) break;
    state = respond(state, labelAgent(labeller, state, text), scenario);
  }
  return state;
}

const missing = (state: CoachState, scenario: Scenario): Fact | undefined =>
  scenario.facts.find(({ id, optional }) => !optional && !state.told[id]);

/** Acknowledges, says what for, asks, gives back, tells, promises: the scenario's own recommended sentences. */
export const good: Trainee = (state, scenario) => {
  const { length } = state.exchanges;
  const last = state.exchanges.at(-1);
  const next = missing(state, scenario);
  const point = scenario.points.find(({ id }) => !state.points.includes(id));
  const revealed = scenario.facts.find(({ id }) => last?.revealed.includes(id));
  const back = revealed ? `So ${revealed.again[0]}. ` : '';
  if (length === 0) return 'Good morning, this is Dana. How can I help you today?';
  if (length === 1)
    return `${scenario.feeling.answer} I'm going to ask you a few short questions, and then I'll tell you what we can do. ${next?.ask}`;
  if (next) return `${back}${next.ask}`;
  if (point)
    return `${back}${point === scenario.points[0] ? `${scenario.feeling.answer} Let me tell you what I see. ` : ''}${point.say}`;
  return state.settled === null
    ? `${scenario.feeling.answer} Is there anything else that worries you?`
    : 'Is there anything else I can do for you today? Take care, goodbye.';
};

/** Asks for one thing after the other and gives nothing back. */
export const interrogator: Trainee = (state, scenario) => {
  if (state.exchanges.length === 0) return 'Customer service. Reference number?';
  const next = missing(state, scenario);
  const told = scenario.facts.find(({ id }) => state.told[id]);
  const again = state.exchanges.length % 4 === 0 ? told : undefined;
  const fact = again ?? next;
  if (fact) return `What is your ${fact.asked[0]}?`;
  const point = scenario.points.find(({ id }) => !state.points.includes(id));
  return point ? point.say : 'Goodbye.';
};

/** Says what for and tells everything, but nothing that is felt is ever recognised. */
export const cold: Trainee = (state, scenario) => {
  if (state.exchanges.length === 0) return 'Customer service, how can I help?';
  const next = missing(state, scenario);
  const point = scenario.points.find(({ id }) => !state.points.includes(id));
  if (next) return `To find it in the system, I need this: what is the ${next.asked[0]}?`;
  if (point) return point.say;
  return 'It is all in the system. Anything else?';
};
