export {
  assumptionsOf,
  type Backtest,
  BacktestError,
  backtest,
  backtestDocument,
  type Decided,
  renderBacktest,
} from './backtest/index.ts';
export { checkPlay } from './check-play.ts';
export { CLAIM, type DeliverDeps, deliverDue } from './deliver.ts';
export { reasonExpectedByPlays } from './expected.ts';
export type { Policy } from './gate.ts';
export { planAgain, savePlay, setPlayStatus } from './launch.ts';
export { type Play, type PlayDefinition, playSchema } from './play.ts';
export { loadPlays } from './play-store.ts';
export { projectOutreach } from './project.ts';
export { learnReachPriors, readReachPriors } from './reach-store.ts';
export { outreachRoutes } from './routes.ts';
export { installShippedPlays } from './shipped.ts';
export { latestOutreach, nextAttempt, outreachOf } from './store.ts';
export { takeReport } from './take-report.ts';
export type { Outreach } from './types.ts';
export { openWorker, type Worker } from './worker.ts';
