export { type ChatDeps, type ChatDoor, chatRoutes, type Transcript, type Visitor } from './chat/index.ts';
export { cycleSummary, type Due, emptyCycle, follow, parseTranscript, RULES } from './cycle/index.ts';
export {
  type LabelledTurn,
  type Labeller,
  labelLines,
  loadLabeller,
  MOVES,
  type Turn,
} from './moves/index.ts';
export { type Revocation, readRevocation } from './revocation/index.ts';
export { talkRoutes } from './talks/routes.ts';
export { latestTalks, type Talk } from './talks/store.ts';
export { type Following, openTalks, type Talks } from './talks/talk.ts';
export { openTexts, textRoutes } from './texts/index.ts';
export { openBaseOrder, voiceRoutes } from './voice/index.ts';
