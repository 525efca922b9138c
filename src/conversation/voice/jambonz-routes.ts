import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Config } from '../../config/index.ts';
import { ApiError, type Clock, type Log, router, systemClock } from '../../platform/index.ts';
import type { Medium } from '../dialogue/types.ts';
import type { Door, Reply } from '../door/types.ts';
import { type JambonzVerb, jambonzFailSafe, jambonzVerbs } from './jambonz.ts';
import { heardOf, type JambonzBody, presenceOf, readBody } from './jambonz-body.ts';
import { checkJambonzSignature } from './jambonz-signature.ts';

export type JambonzDeps = {
  door: Pick<Door, 'begin' | 'turn' | 'end'>;
  config: Pick<Config, 'sandbox' | 'jambonzSecret' | 'publicUrl' | 'agentNumber'>;
  log: Log;
  /** By which jambonz signs: the world's, also where the product's own stands still. */
  clock?: Clock;
};

/** The first webhook of a call holds its whole SIP request; none comes near this. */
const LARGEST_BODY = 128 * 1024;
const limit = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: () => {
    throw new ApiError(413, 'the body is larger than 128 kB', {
      mend: 'send what jambonz sends, nothing more',
    });
  },
});

/** `call_status` values after which a call is over. */
const OVER = new Set(['completed', 'failed', 'busy', 'no-answer']);

/** `/voice/jambonz`, its `/turn` and `/status`: the webhooks of an application of jambonz. */
export function jambonzRoutes({ door, config, log, clock = systemClock }: JambonzDeps): OpenAPIHono {
  const app = router();
  describe(app.openAPIRegistry);

  const read = async (c: Context): Promise<JambonzBody> => {
    const body = await c.req.text();
    checkJambonzSignature({ body, header: c.req.header('jambonz-signature'), now: clock.now() }, config);
    return readBody(body);
  };
  const verbsOf = (reply: Reply): JambonzVerb[] => {
    const next = `${config.publicUrl?.replace(/\/+$/, '') ?? ''}/voice/jambonz/turn?step=${reply.step + 1}`;
    return jambonzVerbs(reply, { next, agentNumber: config.agentNumber });
  };
  /** Somebody is on the line: when we fail, a person takes over. */
  const answer = async (c: Context, work: () => Promise<Reply>): Promise<Response> => {
    const verbs = await work()
      .then(verbsOf)
      .catch((err: unknown) => {
        log.error({ err, path: c.req.path }, 'a call could not be answered; it was put through to a person');
        return jambonzFailSafe(config.agentNumber);
      });
    return c.json(verbs, 200, { 'Cache-Control': 'no-store' });
  };

  app.post('/voice/jambonz', limit, async (c) => {
    const body = await read(c);
    return answer(c, () => door.begin(body.call_sid, mediumOf(body), presenceOf(body)));
  });
  app.post('/voice/jambonz/turn', limit, async (c) => {
    const body = await read(c);
    const step = c.req.query('step') ?? '';
    // A step that is no number is none that was asked for: the current prompt is repeated.
    const answered = /^\d{1,4}$/.test(step) ? Number(step) : -1;
    return answer(c, () =>
      door.turn(body.call_sid, answered, heardOf(body), mediumOf(body), presenceOf(body)),
    );
  });
  app.post('/voice/jambonz/status', limit, async (c) => {
    const { call_sid, call_status, duration, parent_call_sid } = await read(c);
    // The end of the agent's call is told to the turn that dialled it.
    if (OVER.has(call_status) && !parent_call_sid) await door.end(call_sid, duration);
    return c.body(null, 204);
  });
  return app;
}

function mediumOf({ direction }: JambonzBody): Medium {
  return direction === 'outbound' ? 'outbound' : 'voice';
}

/** The webhooks as `/openapi.json` shows them. */
function describe(registry: OpenAPIHono['openAPIRegistry']): void {
  const schema = z.object({
    call_sid: z.string(),
    from: z.string().optional(),
    direction: z.enum(['inbound', 'outbound']).optional(),
    call_status: z.string().optional(),
    duration: z.number().int().optional(),
    reason: z.string().optional(),
    speech: z.object({ alternatives: z.array(z.object({ transcript: z.string() })) }).optional(),
    digits: z.string().optional(),
    dial_call_status: z.string().optional(),
  });
  const request = { body: { content: { 'application/json': { schema } } } };
  const refused = {
    400: { description: 'No JSON, or no call_sid' },
    403: { description: 'Unsigned, or the signature is wrong or old' },
    503: { description: 'No webhook secret of jambonz is configured' },
  };
  const verbs = z.array(z.looseObject({ verb: z.string() }));
  const spoken = {
    200: { description: 'Verbs', content: { 'application/json': { schema: verbs } } },
    ...refused,
  };
  const tags = ['voice'];
  const method = 'post' as const;
  const turn = { ...request, query: z.object({ step: z.string() }) };
  registry.registerPath({
    method,
    path: '/voice/jambonz',
    tags,
    summary: 'A call comes in, at jambonz',
    request,
    responses: spoken,
  });
  registry.registerPath({
    method,
    path: '/voice/jambonz/turn',
    tags,
    summary: 'The caller said or pressed something, at jambonz',
    request: turn,
    responses: spoken,
  });
  registry.registerPath({
    method,
    path: '/voice/jambonz/status',
    tags,
    summary: 'The state of a call changed, at jambonz',
    request,
    responses: { 204: { description: 'Noted' }, ...refused },
  });
}
