export { type JambonzDeps, jambonzRoutes } from './jambonz-routes.ts';
export { type OutboundDeps, outboundRoutes } from './outbound-routes.ts';
export { voiceRoutes } from './routes.ts';
