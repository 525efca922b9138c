export { type Answer, aboutOf, answerFor, mayHear, questionOf } from './answer.ts';
export { type OpenReasonBook, openReasonBook } from './book.ts';
export { catalogue, NO_PARTICULAR_REASON, type ReasonBook, reasonBook } from './catalogue.ts';
export type { Known } from './known.ts';
export { LOCALES, type Locale, localeOf } from './locale.ts';
export { isNamed, matchReasons } from './match.ts';
export { reasonRoutes } from './routes.ts';
export { type FollowUp, type Level, type Reason, reasonSpec } from './spec.ts';
export { type Spoken, spokenIn } from './spoken.ts';
