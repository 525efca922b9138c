export { openBaseOrder } from './base-order.ts';
export type { CallDeps } from './call.ts';
export { type JambonzDeps, jambonzRoutes } from './jambonz-routes.ts';
export { voiceRoutes } from './routes.ts';
export { type Call, loadCall, reasonsByFrequency } from './store.ts';
