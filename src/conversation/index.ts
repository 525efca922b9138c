export { type ChatDeps, type ChatDoor, chatRoutes, type Transcript } from './chat/index.ts';
export { openCodes } from './codes/index.ts';
export { cycleSummary, type Due, emptyCycle, follow, parseTranscript, RULES } from './cycle/index.ts';
export { type Door, openBaseOrder, openContactWriter, openDoor, type People } from './door/index.ts';
export { learnHearing, openHearing } from './hearing/index.ts';
export { loadLabeller } from './labelling/index.ts';
export {
  type LabelledTurn,
  type Labeller,
  labelLines,
  MOVES,
  type Turn,
} from './moves/index.ts';
export {
  agentName,
  type Desk,
  type Entry,
  OUTCOMES,
  type Outcome,
  openPeople,
  peopleRoutes,
  type Queue,
  type Queues,
} from './people/index.ts';
export { openReasonBook, reasonRoutes } from './reasons/index.ts';
export { type Revocation, readRevocation } from './revocation/index.ts';
export { talkRoutes } from './talks/routes.ts';
export { latestTalks, type Talk } from './talks/store.ts';
export { type Following, openTalks, type Talks } from './talks/talk.ts';
export { openTexts, textRoutes } from './texts/index.ts';
export { type JambonzDeps, jambonzRoutes, voiceRoutes } from './voice/index.ts';
export {
  type Example,
  packWording,
  readWording,
  trainWording,
  unpackWording,
} from './wording/index.ts';
