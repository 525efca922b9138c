export { chatRoutes } from './routes.ts';
export type { ChatDeps, ChatDoor, Transcript, Visitor } from './types.ts';
