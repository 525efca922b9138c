import { createRoute, z } from '@hono/zod-openapi';
import { mustFindCustomer } from '../customers/index.ts';
import { ApiError, type Bell, type Clock, type Db, iso, router } from '../platform/index.ts';
import { savePlay, setPlayStatus } from './launch.ts';
import { playSchema } from './play.ts';
import { loadPlays } from './play-store.ts';
import { latestOutreach, outreachOf } from './store.ts';
import type { Outreach } from './types.ts';

const object = z.record(z.string(), z.unknown());
const answers = (schema: z.ZodType, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
  400: { description: 'Not of the expected form', content: { 'application/json': { schema: object } } },
  404: { description: 'Not there', content: { 'application/json': { schema: object } } },
});
const id = z.object({ id: z.string() });
const json = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
});

const listPlays = createRoute({
  method: 'get',
  path: '/v1/plays',
  tags: ['plays'],
  summary: 'All plays',
  responses: answers(object, 'Plays'),
});
const putPlay = createRoute({
  method: 'post',
  path: '/v1/plays',
  tags: ['plays'],
  summary: 'A new play, as a draft, or a new version of one that is there; a launched one stays launched',
  request: { body: json(playSchema) },
  responses: answers(object, 'The play as stored'),
});
const verb = (path: 'launch' | 'pause', summary: string) =>
  createRoute({
    method: 'post',
    path: `/v1/plays/{id}/${path}`,
    tags: ['plays'],
    summary,
    request: { params: id },
    responses: answers(object, summary),
  });
const ofCustomer = createRoute({
  method: 'get',
  path: '/v1/customers/{id}/outreach',
  tags: ['outreach'],
  summary: 'All outreach for a customer, newest first',
  request: { params: id },
  responses: answers(object, 'Outreach'),
});
const list = createRoute({
  method: 'get',
  path: '/v1/outreach',
  tags: ['outreach'],
  summary: 'The latest outreach, by play and status if asked',
  request: { query: z.object({ play: z.string().optional(), status: z.string().optional() }) },
  responses: answers(object, 'Outreach'),
});

/** `/v1/plays` (`/:id/launch`, `/:id/pause`), `/v1/outreach`, `/v1/customers/:id/outreach`. */
export function outreachRoutes(deps: { db: Db; clock: Clock; bell: Bell }) {
  const app = router();
  app.openapi(listPlays, async (c) => c.json({ plays: await loadPlays(deps.db) }, 200));
  app.openapi(putPlay, async (c) => c.json({ play: await savePlay(deps, c.req.valid('json')) }, 200));
  for (const [path, status, summary] of [
    ['launch', 'launched', 'Starts a play and plans it over all customers'],
    ['pause', 'paused', 'Holds a play: nothing of it goes out until it is launched again'],
  ] as const) {
    app.openapi(verb(path, summary), async (c) => {
      const { id: playId } = c.req.valid('param');
      const result = await setPlayStatus(deps, playId, status);
      if (!result) throw await noSuchPlay(deps.db, playId);
      deps.bell.ring('outreach');
      return c.json(result, 200);
    });
  }
  app.openapi(ofCustomer, async (c) => {
    const customer = await mustFindCustomer(deps.db, c.req.valid('param').id);
    return c.json({ outreach: (await outreachOf(deps.db, customer.bucket, customer.id)).map(present) }, 200);
  });
  app.openapi(list, async (c) => {
    const { play, status } = c.req.valid('query');
    return c.json(
      { outreach: (await latestOutreach(deps.db, { playId: play, status }, 500)).map(present) },
      200,
    );
  });
  return app;
}

async function noSuchPlay(db: Db, playId: string): Promise<ApiError> {
  const names = (await loadPlays(db)).map((play) => play.id).join(', ');
  return new ApiError(404, `there is no play "${playId}"`, { mend: `plays: ${names || 'none yet'}` });
}

function present({
  bucket,
  anchorAt,
  dueAt,
  expiresAt,
  nextAttemptAt,
  createdAt,
  updatedAt,
  sentAt,
  gatedAt,
  told,
  ...rest
}: Outreach) {
  const at = (instant: number | null) => (instant === null ? null : iso(instant));
  return {
    ...rest,
    anchorAt: at(anchorAt),
    dueAt: at(dueAt),
    expiresAt: at(expiresAt),
    nextAttemptAt: at(nextAttemptAt),
    createdAt: at(createdAt),
    updatedAt: at(updatedAt),
    sentAt: at(sentAt),
    gatedAt: at(gatedAt),
    told: told && { ...told, anchorAt: at(told.anchorAt) },
  };
}
