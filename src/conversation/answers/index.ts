export { type AnswerDeps, composeAnswer, knownOf } from './compose.ts';
