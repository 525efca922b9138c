export {
  type Assumptions,
  assumptionsOf,
  assumptionsSchema,
  type Backtest,
  BacktestError,
  backtest,
  backtestDocument,
  type Decided,
  renderBacktest,
} from './backtest/index.ts';
export { checkPlay } from './check-play.ts';
export type { Fault } from './condition/index.ts';
export { CLAIM, type DeliverDeps, deliverDue } from './deliver.ts';
export { draftPlay } from './draft-play.ts';
export { driveAgain } from './drive-again.ts';
export { reasonExpectedByPlays } from './expected.ts';
export { idOnChannel } from './fallback.ts';
export type { Policy } from './gate.ts';
export { planAgain, savePlay, setPlayStatus } from './launch.ts';
export { callsNotTaken, outreachOfCall } from './of-call.ts';
export { CHANNELS, type Play, type PlayDefinition, playSchema } from './play.ts';
export { loadPlays, playVersions } from './play-store.ts';
export { type Preview, previewPlay } from './preview.ts';
export { projectOutreach } from './project.ts';
export { learnReach } from './reach-store.ts';
export { outreachRoutes } from './routes.ts';
export { installShippedPlays } from './shipped.ts';
export { lastReached, latestOutreach, nextAttempt, outreachOf } from './store.ts';
export { takeReport } from './take-report.ts';
export type { Outreach } from './types.ts';
export { openWorker, type Worker } from './worker.ts';
