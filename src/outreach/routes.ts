import { createRoute, z } from '@hono/zod-openapi';
import { mustFindCustomer } from '../customers/index.ts';
import { ApiError, type Bell, type Clock, type Db, iso, parseInstant, router } from '../platform/index.ts';
import {
  assumptionsOf,
  assumptionsSchema,
  BacktestError,
  backtest,
  backtestDocument,
} from './backtest/index.ts';
import { checkPlay } from './check-play.ts';
import { draftPlay } from './draft-play.ts';
import { driveAgain } from './drive-again.ts';
import type { Policy } from './gate.ts';
import { savePlay, setPlayStatus } from './launch.ts';
import { type Play, playSchema } from './play.ts';
import { loadPlays, playVersions } from './play-store.ts';
import { previewPlay } from './preview.ts';
import { funnelOf, latestOutreach, outreachOf } from './store.ts';
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

const backtestBody = z.strictObject({
  since: z
    .string()
    .refine((text) => parseInstant(text) !== null, 'write an instant such as 2026-03-01T00:00:00Z')
    .optional(),
  assume: assumptionsSchema.partial().optional(),
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
const onePlay = createRoute({
  method: 'get',
  path: '/v1/plays/{id}',
  tags: ['plays'],
  summary: 'A play with its versions and what has become of its outreach',
  request: { params: id },
  responses: answers(object, 'The play, its versions and its funnel'),
});
const preview = createRoute({
  method: 'post',
  path: '/v1/plays/{id}/preview',
  tags: ['plays'],
  summary: 'What the play would say to a customer, as facts stand now',
  request: { params: id, body: json(z.strictObject({ customerId: z.string().min(1) })) },
  responses: answers(object, 'Messages, by subject and channel'),
});
const trial = createRoute({
  method: 'post',
  path: '/v1/plays/{id}/backtest',
  tags: ['plays'],
  summary: 'What the play would have come to, had it been launched; nothing is sent',
  request: { params: id, body: json(backtestBody) },
  responses: answers(
    object,
    'Whom it would have reached, what it would have come before, and what that is worth',
  ),
});
const draft = createRoute({
  method: 'post',
  path: '/v1/opportunities/{id}/play',
  tags: ['opportunities', 'plays'],
  summary: 'Makes an opportunity a draft play, with its backtest beside',
  request: { params: id },
  responses: answers(object, 'The play, what is still to be done about it, and its backtest'),
});
const again = createRoute({
  method: 'post',
  path: '/v1/outreach/{id}/retry',
  tags: ['outreach'],
  summary: 'Puts an outreach that failed, or whose fate is unknown for good, back before the gate',
  request: {
    params: id,
    body: json(
      z.strictObject({
        customerId: z.string().min(1),
        /** Needed for one of unknown fate: it may be sent a second time. */
        evenIfSent: z.boolean().default(false),
      }),
    ),
  },
  responses: answers(object, 'The outreach, planned again'),
});
const verb = (path: 'launch' | 'pause' | 'end', summary: string) =>
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

/**
 * `/v1/plays` (`/:id`, `/:id/launch`, `/pause`, `/end`, `/preview`, `/backtest`), `/v1/outreach` (`/:id/retry`),
 * `/v1/opportunities/:id/play`,
 * `/v1/customers/:id/outreach`.
 */
export function outreachRoutes(deps: {
  db: Db;
  clock: Clock;
  bell: Bell;
  policy: Policy;
  handling: { costPerMinute: number; currency: string };
}) {
  const { db, clock, bell, policy, handling } = deps;
  const app = router();
  const mustFindPlay = async (playId: string) => {
    const play = (await loadPlays(db)).find((one) => one.id === playId);
    if (!play) throw await noSuchPlay(db, playId);
    return play;
  };
  app.openapi(listPlays, async (c) => c.json({ plays: await loadPlays(db) }, 200));
  app.openapi(putPlay, async (c) => {
    const definition = c.req.valid('json');
    const { warnings } = await checkPlay(db, definition);
    const play = await savePlay(deps, definition);
    bell.ring('outreach');
    return c.json({ play, warnings }, 200);
  });
  app.openapi(onePlay, async (c) => {
    const play = await mustFindPlay(c.req.valid('param').id);
    const versions = (await playVersions(db, play.id)).map((one) => ({
      ...one,
      createdAt: iso(one.createdAt),
    }));
    return c.json({ play, versions, funnel: await funnelOf(db, play.id) }, 200);
  });
  app.openapi(preview, async (c) => {
    const play = await mustFindPlay(c.req.valid('param').id);
    const customer = await mustFindCustomer(db, c.req.valid('json').customerId);
    const previews = await previewPlay(db, play, customer, policy, clock.now());
    return c.json(
      {
        previews: previews.map((one) => ({
          ...one,
          anchorAt: one.anchorAt === null ? null : iso(one.anchorAt),
        })),
      },
      200,
    );
  });
  const tryOut = async (play: Play, { since, assume }: z.output<typeof backtestBody> = {}) => {
    const { report, decided } = await backtest({
      db,
      play,
      policy,
      since: since === undefined ? undefined : (parseInstant(since) as number),
      now: clock.now(),
      assumptions: { ...assumptionsOf(handling), ...assume },
    }).catch((error) => {
      if (error instanceof BacktestError) throw new ApiError(422, error.message);
      throw error;
    });
    return backtestDocument(report, decided);
  };
  app.openapi(trial, async (c) => {
    const play = await mustFindPlay(c.req.valid('param').id);
    return c.json(await tryOut(play, c.req.valid('json')), 200);
  });
  app.openapi(draft, async (c) => {
    const { play, notes } = await draftPlay({ db, clock }, c.req.valid('param').id);
    return c.json({ play, notes, backtest: await tryOut(play) }, 200);
  });
  for (const [path, status, summary] of [
    ['launch', 'launched', 'Starts a play and plans it over all customers'],
    ['pause', 'paused', 'Holds a play: nothing of it goes out until it is launched again'],
    ['end', 'ended', 'Ends a play for good: what it has pending is withdrawn'],
  ] as const) {
    app.openapi(verb(path, summary), async (c) => {
      const { id: playId } = c.req.valid('param');
      const result = await setPlayStatus(deps, playId, status);
      if (!result) throw await noSuchPlay(db, playId);
      bell.ring('outreach');
      return c.json(result, 200);
    });
  }
  app.openapi(ofCustomer, async (c) => {
    const customer = await mustFindCustomer(db, c.req.valid('param').id);
    return c.json({ outreach: (await outreachOf(db, customer.bucket, customer.id)).map(present) }, 200);
  });
  app.openapi(list, async (c) => {
    const { play, status } = c.req.valid('query');
    return c.json({ outreach: (await latestOutreach(db, { playId: play, status }, 500)).map(present) }, 200);
  });
  app.openapi(again, async (c) => {
    const { customerId, evenIfSent } = c.req.valid('json');
    const row = await driveAgain({ db, clock }, customerId, c.req.valid('param').id, evenIfSent);
    bell.ring('outreach');
    return c.json({ outreach: present(row) }, 200);
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
