export { suppressionRoutes } from './routes.ts';
export { addSuppressions, suppressedAmong } from './store.ts';
