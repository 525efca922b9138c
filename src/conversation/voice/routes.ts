import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { checkSignature, limitWebhook, parseParams } from '../../channels/index.ts';
import type { Config } from '../../config/index.ts';
import { type Log, router } from '../../platform/index.ts';
import type { Door, Heard, Presence, Reply } from '../door/index.ts';
import { type CallForm, readForm } from './form.ts';
import { describeVoice } from './openapi.ts';
import { failSafe, twiml } from './twiml.ts';

/** `CallStatus` values after which a call is over (twilio.com/docs/voice/api/call-resource#call-status-values). */
const OVER = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);
/** `DialCallStatus` values by which somebody answered. */
const ANSWERED = new Set(['completed', 'answered']);

export type VoiceDeps = {
  door: Door;
  config: Pick<Config, 'sandbox' | 'twilioAuthToken' | 'publicUrl' | 'agentNumber' | 'transcribeCalls'>;
  log: Log;
};

/** `/voice/twiml`, its `/turn` and `/status`: the webhooks of a Twilio number, which answer with TwiML. */
export function voiceRoutes({ door, config, log }: VoiceDeps): OpenAPIHono {
  const app = router();
  describeVoice(app.openAPIRegistry);

  const read = async (c: Context): Promise<CallForm> => {
    const params = parseParams(await c.req.text());
    checkSignature({ url: c.req.url, header: (name) => c.req.header(name), params }, config);
    return readForm(params);
  };
  /** Somebody is on the line: when we fail, a person takes over. */
  const answer = async (c: Context, work: () => Promise<Reply>): Promise<Response> => {
    const xml = await work().then(
      (reply) => twiml(reply, { agentNumber: config.agentNumber, next: nextOf(reply), transcription }),
      (err: unknown) => {
        log.error({ err, path: c.req.path }, 'a call could not be answered; it was put through to a person');
        return failSafe(config.agentNumber);
      },
    );
    return c.body(xml, 200, { 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'no-store' });
  };
  const site = config.publicUrl?.replace(/\/+$/, '') ?? '';
  const transcription = config.transcribeCalls ? `${site}/voice/twiml/transcription` : null;
  const nextOf = ({ step }: Reply) => `${site}/voice/twiml/turn?step=${step + 1}`;

  app.post('/voice/twiml', limitWebhook, async (c) => {
    const form = await read(c);
    return answer(c, () => door.begin(form.callSid, 'voice', presenceOf(form)));
  });
  app.post('/voice/twiml/turn', limitWebhook, async (c) => {
    const form = await read(c);
    const asked = c.req.query('step') ?? '';
    // A step that is no number is none that was asked for: the current prompt is repeated.
    const step = /^\d{1,4}$/.test(asked) ? Number(asked) : -1;
    return answer(c, () => door.turn(form.callSid, step, heardOf(form), 'voice', presenceOf(form)));
  });
  app.post('/voice/twiml/status', limitWebhook, async (c) => {
    const form = await read(c);
    if (OVER.has(form.callStatus)) await door.end(form.callSid, form.callDuration);
    return c.body(null, 204);
  });
  return app;
}

function presenceOf({ from, verstat }: CallForm): Presence {
  return { from, verstat, loggedInAs: null };
}

function heardOf({ speech, digits, dialStatus }: CallForm): Heard {
  return { speech, digits, dialled: dialStatus ? ANSWERED.has(dialStatus) : null };
}
