import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { checkSignature, limitWebhook, parseParams } from '../../channels/index.ts';
import { router } from '../../platform/index.ts';
import { type CallDeps, openCalls } from './call.ts';
import { type CallForm, readForm } from './form.ts';
import { describeVoice } from './openapi.ts';
import { failSafe } from './twiml.ts';

/** `CallStatus` values after which a call is over (twilio.com/docs/voice/api/call-resource#call-status-values). */
const OVER = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** `/voice/twiml`, its `/turn` and `/status`: the webhooks of a Twilio number, which answer with TwiML. */
export function voiceRoutes(deps: CallDeps): OpenAPIHono {
  const { config, log } = deps;
  const calls = openCalls(deps);
  const app = router();
  describeVoice(app.openAPIRegistry);

  const read = async (c: Context): Promise<CallForm> => {
    const params = parseParams(await c.req.text());
    checkSignature({ url: c.req.url, header: (name) => c.req.header(name), params }, config);
    return readForm(params);
  };

  /** Somebody is on the line: when we fail, a person takes over. */
  const answer = async (c: Context, work: () => Promise<string>): Promise<Response> => {
    const xml = await work().catch((err: unknown) => {
      log.error({ err, path: c.req.path }, 'a call could not be answered; it was put through to a person');
      return failSafe(config.agentNumber);
    });
    return c.body(xml, 200, { 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'no-store' });
  };

  app.post('/voice/twiml', limitWebhook, async (c) => {
    const form = await read(c);
    return answer(c, () => calls.begin(form));
  });
  app.post('/voice/twiml/turn', limitWebhook, async (c) => {
    const form = await read(c);
    const step = c.req.query('step') ?? '';
    // A step that is no number is none that was asked for: the current prompt is repeated.
    return answer(c, () => calls.turn(form, /^\d{1,4}$/.test(step) ? Number(step) : -1));
  });
  app.post('/voice/twiml/status', limitWebhook, async (c) => {
    const form = await read(c);
    if (OVER.has(form.callStatus)) await calls.end(form);
    return c.body(null, 204);
  });
  return app;
}
