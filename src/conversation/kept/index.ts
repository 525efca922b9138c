export { openScorecards, type Scorecards, scoringWhenDone } from './keep.ts';
export { scorecardRoutes } from './routes.ts';
export { BIN, countByScore, findCard, listCards, namesOf } from './store.ts';
export { type Adjusted, FEWEST, type Trend, trendsOf, type Unit, WINDOW_WEEKS } from './trend.ts';
export { trendsIn } from './trends.ts';
export type { CardFilter, CardRow, KeptCard } from './types.ts';
