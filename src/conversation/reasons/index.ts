export { type Answer, answerFor, type Known } from './answer.ts';
export { type AnswerSpec, catalogue, NO_PARTICULAR_REASON, type Reason, reasonOf } from './catalogue.ts';
export { LOCALES, type Locale, localeOf } from './locale.ts';
export { matchReasons } from './match.ts';
