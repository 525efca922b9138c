export { type JambonzDeps, jambonzRoutes } from './jambonz-routes.ts';
export { checkJambonzSignature } from './jambonz-signature.ts';
export { type OutboundDeps, outboundRoutes } from './outbound-routes.ts';
export { voiceRoutes } from './routes.ts';
