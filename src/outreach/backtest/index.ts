export { assumptionsOf, assumptionsSchema } from './assumptions.ts';
export { BacktestError, backtest } from './backtest.ts';
export { backtestDocument } from './document.ts';
export { renderBacktest } from './render.ts';
export type { Assumptions, Backtest, Decided } from './report.ts';
