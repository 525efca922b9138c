import { type OpenAPIHono, z } from '@hono/zod-openapi';

const form = z.object({
  CallSid: z.string(),
  From: z.string().optional(),
  SpeechResult: z.string().optional(),
  Digits: z.string().optional(),
  CallStatus: z.string().optional(),
  CallDuration: z.string().optional(),
});

/** The webhooks as `/openapi.json` shows them. */
export function describeVoice(registry: OpenAPIHono['openAPIRegistry']): void {
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
