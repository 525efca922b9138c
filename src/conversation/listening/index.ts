export { type ListeningDeps, listeningRoutes } from './routes.ts';
