import { type OpenAPIHono, z } from '@hono/zod-openapi';

/** The webhooks as `/openapi.json` shows them. */
export function describeListening(registry: OpenAPIHono['openAPIRegistry']): void {
  const form = z.object({
    CallSid: z.string(),
    TranscriptionEvent: z.enum([
      'transcription-started',
      'transcription-content',
      'transcription-stopped',
      'transcription-error',
    ]),
    TranscriptionSid: z.string().optional(),
    SequenceId: z.string().optional(),
    Timestamp: z.string().optional(),
    Track: z.enum(['inbound_track', 'outbound_track']).optional(),
    Final: z.enum(['true', 'false']).optional(),
    TranscriptionData: z.string().optional(),
  });
  const hook = z.object({
    call_sid: z.string(),
    speech: z
      .object({
        is_final: z.boolean().optional(),
        channel_tag: z.number().int().optional(),
        alternatives: z.array(z.object({ transcript: z.string() })),
      })
      .optional(),
  });
  const responses = {
    204: { description: 'Noted' },
    400: { description: 'Not of the form that the provider sends' },
    403: { description: 'Unsigned, or the signature is wrong' },
    404: { description: 'There is no such conversation' },
    503: { description: 'Nothing is configured to check signatures with' },
  };
  const talk = z.string().optional();
  registry.registerPath({
    method: 'post',
    path: '/voice/twiml/transcription',
    tags: ['voice'],
    summary: 'Twilio heard something on a call',
    request: {
      query: z.object({ talk }),
      body: { content: { 'application/x-www-form-urlencoded': { schema: form } } },
    },
    responses,
  });
  registry.registerPath({
    method: 'post',
    path: '/voice/jambonz/transcription',
    tags: ['voice'],
    summary: 'jambonz heard something on a call',
    request: {
      query: z.object({ talk, speaker: z.enum(['agent', 'customer']).optional() }),
      body: { content: { 'application/json': { schema: hook } } },
    },
    responses,
  });
}
