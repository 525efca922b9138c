export { type Channels, openChannels } from './open.ts';
export type { Channel, DeliveryReport, Finding, Outgoing, SendOutcome } from './port.ts';
export { sandboxRoutes } from './sandbox/routes.ts';
export { smsStatusRoutes } from './sms/routes.ts';
export { countSegments } from './sms/segments.ts';
export { limitWebhook } from './twilio/limit.ts';
export { type Params, parseParams } from './twilio/params.ts';
export { checkSignature, signAsTwilio } from './twilio/signature.ts';
