export { openBaseOrder } from './base-order.ts';
export type { CallDeps } from './call.ts';
export { type Params, parseParams } from './form.ts';
export { voiceRoutes } from './routes.ts';
export { checkSignature } from './signature.ts';
export { type Call, loadCall, reasonsByFrequency } from './store.ts';
