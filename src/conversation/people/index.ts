export { type CallbackTime, readCallbackTime } from './callback-time.ts';
export { openPeople } from './people.ts';
export { agentName, peopleRoutes } from './routes.ts';
export { type Desk, type Entry, OUTCOMES, type Outcome, type Queue, type Queues } from './types.ts';
