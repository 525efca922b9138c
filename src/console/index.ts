export { consoleRoutes } from './console.tsx';
export type { ConsoleDeps } from './deps.ts';
