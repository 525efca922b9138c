export { openTexts } from './inbound.ts';
export { openReplies, type Replies } from './replies.ts';
export type { AgentReply } from './reply-store.ts';
export { textRoutes } from './routes.ts';
