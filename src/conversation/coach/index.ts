export { findScenario, readScenario, shippedScenarios } from './catalogue.ts';
export { HINTED_UP_TO, type Hint, hintFor } from './hint.ts';
export { phrase } from './phrase.ts';
export { openPractices, type Practice, type Practices } from './practices.ts';
export { beginPractice, labelAgent, respond, stopPractice } from './practise.ts';
export { type ReplayStep, replayOf } from './replay.ts';
export { type PracticeResult, resultOf, screenOf, type Task, tasksOf } from './result.ts';
export type { Scenario } from './scenario.ts';
export type { CoachState, PracticeOutcome, Temper } from './types.ts';
