export { openBaseOrder } from './base-order.ts';
export { openContactWriter } from './contact-writer.ts';
export { type DoorDeps, openDoor } from './door.ts';
export type { Door, Heard, Joining, Opening, People, Presence, Reply, Standing } from './types.ts';
