export { type Channels, openChannels } from './open.ts';
export type { Channel, Outgoing, SendOutcome } from './port.ts';
export { sandboxRoutes } from './sandbox/routes.ts';
export { type Params, parseParams } from './twilio/params.ts';
export { checkSignature } from './twilio/signature.ts';
