import { createRoute, z } from '@hono/zod-openapi';
import { CLOCK_SETTING } from './clock.ts';
import type { Worker } from './outreach/index.ts';
import {
  ApiError,
  type Bell,
  type Clock,
  type Db,
  iso,
  parseInstant,
  router,
  writeSetting,
} from './platform/index.ts';

const setClock = createRoute({
  method: 'post',
  path: '/v1/clock',
  tags: ['sandbox'],
  summary: 'Moves the manual clock forward; answers when all work due by then is done',
  request: {
    body: { required: true, content: { 'application/json': { schema: z.object({ now: z.string() }) } } },
  },
  responses: {
    200: {
      description: 'The clock stands there',
      content: { 'application/json': { schema: z.object({ now: z.string() }) } },
    },
    400: {
      description: 'No such instant, or a past one',
      content: { 'application/json': { schema: z.object({ error: z.string() }) } },
    },
  },
});

/** `POST /v1/clock`, mounted in sandbox mode with BEFOREHAND_CLOCK=manual only. */
export function clockRoutes({
  db,
  clock,
  worker,
  bell,
}: {
  db: Db;
  clock: Clock;
  worker: Worker;
  bell: Bell;
}) {
  const app = router();
  app.openapi(setClock, async (c) => {
    const to = parseInstant(c.req.valid('json').now);
    if (to === null)
      throw new ApiError(400, 'now is not an ISO 8601 instant with a zone', {
        where: 'now',
        mend: 'write 2026-01-05T03:12:06Z',
      });
    if (to < clock.now()) {
      throw new ApiError(400, `the clock stands at ${iso(clock.now())} and can't go back`, {
        where: 'now',
        mend: 'give a later instant',
      });
    }
    await worker.advanceTo(to);
    await writeSetting(db, CLOCK_SETTING, clock.now());
    bell.ring('clock');
    return c.json({ now: iso(clock.now()) }, 200);
  });
  return app;
}
