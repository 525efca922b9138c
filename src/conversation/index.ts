export { type ChatDeps, type ChatDoor, chatRoutes, type Transcript } from './chat/index.ts';
export {
  beginPractice,
  type CoachState,
  findScenario,
  HINTED_UP_TO,
  type Hint,
  hintFor,
  labelAgent,
  openPractices,
  type Practice,
  type PracticeBest,
  type PracticeLatest,
  type PracticeOutcome,
  type PracticeResult,
  type Practices,
  phrase,
  type ReplayStep,
  readScenario,
  replayOf,
  respond,
  resultOf,
  type Scenario,
  screenOf,
  shippedScenarios,
  stopPractice,
  type Task,
  type Temper,
  tasksOf,
} from './coach/index.ts';
export { openCodes } from './codes/index.ts';
export {
  cycleSummary,
  emptyCycle,
  type Finding,
  follow,
  RULES,
  type Rule,
} from './cycle/index.ts';
export { type Door, openBaseOrder, openContactWriter, openDoor, type People } from './door/index.ts';
export { guide, type Habits, type Known, openKnown, type Prompt } from './guidance/index.ts';
export { learnHearing, openHearing } from './hearing/index.ts';
export {
  type Adjusted,
  BIN,
  type CardFilter,
  type CardRow,
  countByScore,
  FEWEST,
  findCard,
  type KeptCard,
  listCards,
  namesOf,
  openScorecards,
  type Scorecards,
  scorecardRoutes,
  scoringWhenDone,
  type Trend,
  trendsIn,
  type Unit,
  WINDOW_WEEKS,
} from './kept/index.ts';
export { loadLabeller } from './labelling/index.ts';
export { listeningRoutes } from './listening/index.ts';
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
export { ABOUT, cycleDiagram, type Evidence, type Scorecard, scorecard } from './scorecard/index.ts';
export {
  openGate,
  openStaff,
  type Sight,
  type Staff,
  sightOf,
  staffRoutes,
  type Viewer,
  viewerOf,
} from './staff/index.ts';
export { talkRoutes } from './talks/routes.ts';
export { latestTalks, type Talk, type TalkTurn } from './talks/store.ts';
export { type Following, openTalks, type TalkDeps, type Talks } from './talks/talk.ts';
export { type AgentReply, openReplies, openTexts, type Replies, textRoutes } from './texts/index.ts';
export {
  decodeText,
  type Fault,
  faultWords,
  labelTurns,
  readTranscripts,
  type Transcript as TalkTranscript,
} from './transcripts/index.ts';
export { type JambonzDeps, jambonzRoutes, outboundRoutes, voiceRoutes } from './voice/index.ts';
export {
  type Example,
  packWording,
  readWording,
  trainWording,
  unpackWording,
} from './wording/index.ts';
