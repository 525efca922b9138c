import { createRoute, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { mustFindCustomer } from '../../customers/index.ts';
import { type Bell, type Db, faultsOf, iso, router, storableText } from '../../platform/index.ts';
import type { Following, Talks } from './talk.ts';

const turn = z
  .object({
    speaker: z.enum(['agent', 'customer']),
    text: z.string().trim().min(1, 'a turn needs words'),
    /** When it was said, ms since the conversation began. */
    from: z.number().min(0).optional(),
    to: z.number().min(0).optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: 'the turn ends before it begins: `to` is less than `from`',
  });
const object = z.record(z.string(), z.unknown());
const responses = {
  200: {
    description: 'The conversation so far, and what is due',
    content: { 'application/json': { schema: object } },
  },
  400: { description: 'Not of the expected form', content: { 'application/json': { schema: object } } },
  404: { description: 'Not there', content: { 'application/json': { schema: object } } },
  409: { description: 'Told differently before', content: { 'application/json': { schema: object } } },
};
const params = z.object({ id: storableText });
const json = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
});

const begin = createRoute({
  method: 'post',
  path: '/v1/conversations',
  tags: ['conversations'],
  summary: 'Begins a conversation; an id of your own makes it safe to send again',
  request: {
    body: json(
      z.object({
        id: storableText.min(1).max(200).optional(),
        customerId: storableText.nullish(),
        channel: storableText.default('voice'),
        /** Who speaks for the company; their recent conversations decide how much they are prompted. */
        agent: storableText.min(1).max(200).optional(),
      }),
    ),
  },
  responses,
});
const say = createRoute({
  method: 'post',
  path: '/v1/conversations/{id}/turns',
  tags: ['conversations'],
  summary: 'Adds what was said; `after`, the number of turns known to you, makes it safe to send again',
  request: {
    params,
    body: json(
      z.union([turn, z.object({ turns: z.array(turn), after: z.number().int().min(0).optional() })]),
    ),
  },
  responses,
});
const read = createRoute({
  method: 'get',
  path: '/v1/conversations/{id}',
  tags: ['conversations'],
  summary: 'A conversation with its moves and the cycle',
  request: { params },
  responses,
});

/** `/v1/conversations`, `/:id`, `/:id/turns`, and `/:id/live`, which tells each new turn as a server-sent event. */
export function talkRoutes({ db, bell, talks }: { db: Db; bell: Bell; talks: Talks }) {
  const app = router();
  app.openapi(begin, async (c) => {
    const { id, customerId, channel, agent } = c.req.valid('json');
    if (customerId) await mustFindCustomer(db, customerId);
    const talk = await talks.begin({ id, customerId: customerId ?? null, channel, agent });
    return c.json(
      {
        id: talk.id,
        customerId: talk.customerId,
        channel: talk.channel,
        agent: talk.agent,
        startedAt: iso(talk.startedAt),
      },
      200,
    );
  });
  app.openapi(say, async (c) => {
    const body = c.req.valid('json');
    const { id } = c.req.valid('param');
    const following =
      'turns' in body ? await talks.say(id, body.turns, body.after) : await talks.say(id, [body]);
    return c.json(present(following), 200);
  });
  app.openapi(read, async (c) => c.json(present(await talks.read(c.req.valid('param').id)), 200));
  app.get('/v1/conversations/:id/live', async (c) => {
    const given = params.safeParse(c.req.param());
    if (!given.success) return c.json(faultsOf(given.error), 400);
    const { id } = given.data;
    const known = Number(c.req.header('last-event-id') ?? 0);
    await talks.read(id);
    return streamSSE(c, async (stream) => {
      const news = signal(bell, 'conversation');
      stream.onAbort(news.stop);
      // A turn is told again when it has grown, or when its suggestion was put in other words.
      const told = new Map<number, string>();
      while (!stream.aborted) {
        const { turns } = await talks.read(id);
        for (const { seq, labels, due } of turns) {
          const data = JSON.stringify({ seq, ...labels, due });
          const isNew = told.get(seq) !== data && (seq > known || told.has(seq));
          told.set(seq, data);
          if (isNew) await stream.writeSSE({ id: String(seq), event: 'turn', data });
        }
        await news.next();
      }
    });
  });
  return app;
}

/** Waits for the bell without missing a ring between two waits. */
function signal(bell: Bell, topic: string) {
  let wake = () => {};
  let rung = false;
  const ring = () => {
    rung = true;
    wake();
  };
  const stopListening = bell.listen((rang) => {
    if (rang === topic) ring();
  });
  return {
    next: async () => {
      if (!rung) await new Promise<void>((resolve) => (wake = resolve));
      rung = false;
    },
    stop: () => {
      stopListening();
      ring();
    },
  };
}

function present({ talk, turns, cycle, due }: Following) {
  return {
    id: talk.id,
    customerId: talk.customerId,
    channel: talk.channel,
    agent: talk.agent,
    startedAt: iso(talk.startedAt),
    turns: turns.map(({ seq, labels, due: dueThen, at }) => ({ seq, ...labels, due: dueThen, at: iso(at) })),
    cycle,
    due,
  };
}
