import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { checkSignature, limitWebhook, parseParams } from '../../channels/index.ts';
import { router } from '../../platform/index.ts';
import { readTextForm } from './form.ts';
import type { openTexts, TextDeps } from './inbound.ts';

/** `/sms/twilio`: the webhook of a Twilio number or messaging service for texts that come in. */
export function textRoutes({
  config,
  texts,
}: {
  config: TextDeps['config'];
  texts: ReturnType<typeof openTexts>;
}): OpenAPIHono {
  const app = router();
  app.openAPIRegistry.registerPath({
    method: 'post',
    path: '/sms/twilio',
    tags: ['text messages'],
    summary: 'A text comes in',
    request: {
      body: {
        content: {
          'application/x-www-form-urlencoded': {
            schema: z.object({
              MessageSid: z.string(),
              From: z.string(),
              Body: z.string().optional(),
              OptOutType: z.string().optional(),
            }),
          },
        },
      },
    },
    responses: {
      200: { description: 'TwiML', content: { 'text/xml': { schema: z.string() } } },
      400: { description: 'No MessageSid, or no sender' },
      403: { description: 'Unsigned, or the signature is wrong' },
      503: { description: 'No Twilio auth token is configured' },
    },
  });
  app.post('/sms/twilio', limitWebhook, async (c) => {
    const params = parseParams(await c.req.text());
    checkSignature({ url: c.req.url, header: (name) => c.req.header(name), params }, config);
    const xml = await texts.receive(readTextForm(params));
    return c.body(xml, 200, { 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'no-store' });
  });
  return app;
}
