export { type JambonzDeps, jambonzRoutes } from './jambonz-routes.ts';
export { voiceRoutes } from './routes.ts';
