export { jambonzRoutes } from './jambonz-routes.ts';
export { voiceRoutes } from './routes.ts';
