export { suppressionRoutes } from './routes.ts';
export { addSuppressions, type SuppressionRecord, suppressedAmong, suppressionRecords } from './store.ts';
