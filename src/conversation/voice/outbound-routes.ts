import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  type Addressee,
  ANSWERED_PATH,
  addresseeOf,
  type DeliveryReport,
  ENDED_PATH,
  isMachine,
  limitWebhook,
  queryAbout,
  readCallEnd,
} from '../../channels/index.ts';
import type { Outreach } from '../../outreach/index.ts';
import { type Clock, router } from '../../platform/index.ts';
import type { Door, Presence, Reply } from '../door/index.ts';
import { type AnsweringDeps, heardOf, openAnswering, speak } from './answering.ts';
import type { CallForm } from './form.ts';
import { describeOutbound } from './openapi.ts';
import { silently } from './twiml.ts';

const TURN_PATH = `${ANSWERED_PATH}/turn`;

export type OutboundDeps = AnsweringDeps & {
  door: Door;
  clock: Clock;
  /** The outreach that a call was placed for; null when it is gone or the call is not of its present attempt. */
  find(about: Addressee): Promise<Outreach | null>;
  /** Does with what became of the message what it means; only once that is done does a webhook answer. */
  take(about: Addressee, report: DeliveryReport): Promise<void>;
};

/**
 * `/voice/twiml/outbound`, its `/turn` and `/status`: calls that we placed. Who answers is asked whether it is them and
 * told nothing before; a machine is told nothing at all, and the message goes by the play's next channel.
 */
export function outboundRoutes({ door, clock, find, take, ...deps }: OutboundDeps): OpenAPIHono {
  const app = router();
  describeOutbound(app.openAPIRegistry);
  const { read, stepOf, answer } = openAnswering(deps);
  const aboutOf = (c: Context) => addresseeOf((name) => c.req.query(name));
  const next = (about: Addressee) => (reply: Reply) =>
    `${TURN_PATH}?step=${reply.step + 1}&${queryAbout(about)}`;
  const told = async (callSid: string) => (await door.read(callSid))?.told ?? false;

  app.post(ANSWERED_PATH, limitWebhook, async (c) => {
    const { form, params } = await read(c);
    const about = aboutOf(c);
    const { callSid } = form;
    await take(about, { kind: 'accepted', providerId: callSid, why: null });
    const outreach = await find(about);
    // A late message is worse than none, and a machine keeps what it hears for whoever comes by.
    if (!outreach?.message || clock.now() >= outreach.expiresAt || isMachine(params))
      return speak(c, silently());
    const { customerId, reason, message } = outreach;
    const opening = { message: { customerId, reason, text: message.text } };
    return answer(c, () => door.begin(callSid, 'outbound', presenceOf(form), opening), next(about));
  });
  app.post(TURN_PATH, limitWebhook, async (c) => {
    const { form } = await read(c);
    const about = aboutOf(c);
    const { callSid } = form;
    const work = async () => {
      const reply = await door.turn(callSid, stepOf(c), heardOf(form), 'outbound', presenceOf(form));
      if (await told(callSid)) await take(about, { kind: 'delivered', providerId: callSid, why: null });
      return reply;
    };
    return answer(c, work, next(about));
  });
  app.post(ENDED_PATH, limitWebhook, async (c) => {
    const { form, params } = await read(c);
    const about = aboutOf(c);
    await door.end(form.callSid, form.callDuration);
    const report = readCallEnd(params, await told(form.callSid));
    if (report) await take(about, report);
    return c.body(null, 204);
  });
  return app;
}

/** On a call that we placed the other side is who was called; that it is they who answer nobody vouches for. */
function presenceOf({ to }: CallForm): Presence {
  return { from: to, verstat: '', loggedInAs: null };
}
