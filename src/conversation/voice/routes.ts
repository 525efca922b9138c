import type { OpenAPIHono } from '@hono/zod-openapi';
import { limitWebhook } from '../../channels/index.ts';
import { router } from '../../platform/index.ts';
import type { Door } from '../door/index.ts';
import { type AnsweringDeps, heardOf, openAnswering, presenceOf } from './answering.ts';
import { describeVoice } from './openapi.ts';

/** `CallStatus` values after which a call is over (twilio.com/docs/voice/api/call-resource#call-status-values). */
const OVER = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** `/voice/twiml`, its `/turn` and `/status`: the webhooks of a Twilio number, which answer with TwiML. */
export function voiceRoutes({ door, ...deps }: AnsweringDeps & { door: Door }): OpenAPIHono {
  const app = router();
  describeVoice(app.openAPIRegistry);
  const { read, stepOf, answer } = openAnswering(deps);
  const next = ({ step }: { step: number }) => `/voice/twiml/turn?step=${step + 1}`;

  app.post('/voice/twiml', limitWebhook, async (c) => {
    const { form } = await read(c);
    return answer(c, () => door.begin(form.callSid, 'voice', presenceOf(form)), next);
  });
  app.post('/voice/twiml/turn', limitWebhook, async (c) => {
    const { form } = await read(c);
    return answer(
      c,
      () => door.turn(form.callSid, stepOf(c), heardOf(form), 'voice', presenceOf(form)),
      next,
    );
  });
  app.post('/voice/twiml/status', limitWebhook, async (c) => {
    const { form } = await read(c);
    if (OVER.has(form.callStatus)) await door.end(form.callSid, form.callDuration);
    return c.body(null, 204);
  });
  return app;
}
