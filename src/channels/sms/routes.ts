import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Config } from '../../config/index.ts';
import { router } from '../../platform/index.ts';
import type { DeliveryReport } from '../port.ts';
import { type Addressee, addresseeOf } from '../twilio/addressee.ts';
import { limitWebhook } from '../twilio/limit.ts';
import { parseParams } from '../twilio/params.ts';
import { checkSignature } from '../twilio/signature.ts';
import { readReport, STATUS_PATH } from './report.ts';

const form = z.object({
  MessageSid: z.string(),
  MessageStatus: z.string(),
  ErrorCode: z.string().optional(),
});

export type SmsStatusDeps = {
  config: Pick<Config, 'sandbox' | 'twilioAuthToken' | 'publicUrl'>;
  /** Does with the report what it means; only once that is done does the call answer. */
  take(about: Addressee, report: DeliveryReport): Promise<void>;
};

/** `POST /sms/twilio/status`: Twilio tells what became of a message (twilio.com/docs/messaging/guides/track-outbound-message-status). */
export function smsStatusRoutes({ config, take }: SmsStatusDeps): OpenAPIHono {
  const app = router();
  app.openAPIRegistry.registerPath({
    method: 'post',
    path: STATUS_PATH,
    tags: ['text messages'],
    summary:
      'What became of a text message: a status callback of Twilio, signed; repeats and any order are harmless',
    request: {
      query: z.object({ outreach: z.string(), bucket: z.string() }),
      body: { content: { 'application/x-www-form-urlencoded': { schema: form } } },
    },
    responses: {
      204: { description: 'Taken, or of no consequence' },
      400: { description: 'Not a status callback' },
      403: { description: 'Unsigned, or the signature is wrong' },
      503: { description: 'No Twilio auth token is configured' },
    },
  });
  app.post(STATUS_PATH, limitWebhook, async (c) => {
    const params = parseParams(await c.req.text());
    checkSignature({ url: c.req.url, header: (name) => c.req.header(name), params }, config);
    const about = addresseeOf((name) => c.req.query(name));
    const report = readReport(params);
    if (report) await take(about, report);
    return c.body(null, 204);
  });
  return app;
}
