export { openBaseOrder } from './base-order.ts';
export type { CallDeps } from './call.ts';
export { converse, newDialogue } from './dialogue.ts';
export type { Action, Answers, CallerKind, DialogueState, Input, Turn } from './dialogue-types.ts';
export { voiceRoutes } from './routes.ts';
export { type Call, loadCall, reasonsByFrequency } from './store.ts';
