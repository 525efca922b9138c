import { createRoute, z } from '@hono/zod-openapi';
import { type Db, iso, router } from '../../platform/index.ts';
import { readOutbox } from './store.ts';

const MOST = 1000;

const message = z.object({
  id: z.string(),
  channel: z.string(),
  to: z.string(),
  subject: z.string().nullable(),
  text: z.string(),
  at: z.iso.datetime(),
  customerId: z.string().nullable(),
});
const outbox = createRoute({
  method: 'get',
  path: '/v1/sandbox/outbox',
  tags: ['sandbox'],
  summary: 'What the sandbox channels would have sent, oldest first; `next` continues where this answer ends',
  request: { query: z.object({ after: z.coerce.number().int().min(0).default(0) }) },
  responses: {
    200: {
      description: 'Messages',
      content: { 'application/json': { schema: z.object({ messages: z.array(message), next: z.number() }) } },
    },
  },
});

/** `GET /v1/sandbox/outbox`, mounted in sandbox mode only. */
export function sandboxRoutes({ db }: { db: Db }) {
  const app = router();
  app.openapi(outbox, async (c) => {
    const { after } = c.req.valid('query');
    const messages = await readOutbox(db, after, MOST);
    const next = messages.at(-1)?.seq ?? after;
    return c.json(
      { messages: messages.map(({ seq, at, ...rest }) => ({ ...rest, at: iso(at) })), next },
      200,
    );
  });
  return app;
}
