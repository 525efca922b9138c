import { type OpenAPIHono, z } from '@hono/zod-openapi';

const form = z.object({
  CallSid: z.string(),
  From: z.string().optional(),
  SpeechResult: z.string().optional(),
  Digits: z.string().optional(),
  CallStatus: z.string().optional(),
  CallDuration: z.string().optional(),
});

const request = { body: { content: { 'application/x-www-form-urlencoded': { schema: form } } } };
const refused = {
  400: { description: 'No CallSid' },
  403: { description: 'Unsigned, or the signature is wrong' },
  503: { description: 'No Twilio auth token is configured' },
};
const spoken = {
  200: { description: 'TwiML', content: { 'text/xml': { schema: z.string() } } },
  ...refused,
};
const tags = ['voice'];

/** The webhooks as `/openapi.json` shows them. */
export function describeVoice(registry: OpenAPIHono['openAPIRegistry']): void {
  registry.registerPath({
    method: 'post',
    path: '/voice/twiml',
    tags,
    summary: 'A call comes in',
    request,
    responses: spoken,
  });
  registry.registerPath({
    method: 'post',
    path: '/voice/twiml/turn',
    tags,
    summary: 'The caller said or pressed something',
    request: { ...request, query: z.object({ step: z.string() }) },
    responses: spoken,
  });
  registry.registerPath({
    method: 'post',
    path: '/voice/twiml/status',
    tags,
    summary: 'The state of a call changed',
    request,
    responses: { 204: { description: 'Noted' }, ...refused },
  });
}

/** The webhooks of calls that we placed. */
export function describeOutbound(registry: OpenAPIHono['openAPIRegistry']): void {
  const about = z.object({ outreach: z.string(), bucket: z.string() });
  registry.registerPath({
    method: 'post',
    path: '/voice/twiml/outbound',
    tags,
    summary: 'Somebody, or a machine, answered a call that we placed for an outreach',
    request: { ...request, query: about },
    responses: spoken,
  });
  registry.registerPath({
    method: 'post',
    path: '/voice/twiml/outbound/turn',
    tags,
    summary: 'Whom we called said or pressed something',
    request: { ...request, query: about.extend({ step: z.string() }) },
    responses: spoken,
  });
  registry.registerPath({
    method: 'post',
    path: '/voice/twiml/outbound/status',
    tags,
    summary: 'A call that we placed is over; whether the message was told becomes its delivery',
    request: { ...request, query: about },
    responses: { 204: { description: 'Taken' }, ...refused },
  });
}
