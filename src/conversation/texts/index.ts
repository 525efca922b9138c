export { openTexts } from './inbound.ts';
export { textRoutes } from './routes.ts';
