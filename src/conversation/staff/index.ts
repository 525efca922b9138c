export { openGate, viewerOf } from './gate.ts';
export { staffRoutes } from './routes.ts';
export { sightOf } from './sight.ts';
export { openStaff, type Staff } from './staff.ts';
export type { Member, Role, Sight, Viewer } from './types.ts';
