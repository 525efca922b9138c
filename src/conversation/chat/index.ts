export { chatRoutes } from './routes.ts';
export type { ChatDeps, ChatDoor, Transcript } from './types.ts';
