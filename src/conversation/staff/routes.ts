import { createRoute, z } from '@hono/zod-openapi';
import { ApiError, router, storableText } from '../../platform/index.ts';
import type { Staff } from './staff.ts';
import { ROLES } from './types.ts';

const object = z.record(z.string(), z.unknown());
const content = { 'application/json': { schema: object } };
const answers = (description: string) => ({
  200: { description, content },
  400: { description: 'Not of the expected form', content },
  404: { description: 'Not there', content },
});
const params = z.object({ name: storableText.min(1).max(80) });

const put = createRoute({
  method: 'put',
  path: '/v1/staff/{name}',
  tags: ['staff'],
  summary:
    'Puts someone in a team; `key`, their personal key, is told to who is new and never again, unless `newKey` asks for another',
  request: {
    params,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.object({
            team: storableText.trim().min(1, 'say which team').max(80),
            role: z.enum(ROLES),
            newKey: z.boolean().default(false),
          }),
        },
      },
    },
  },
  responses: answers('Who it is, and the personal key or null'),
});
const list = createRoute({
  method: 'get',
  path: '/v1/staff',
  tags: ['staff'],
  summary: 'Everyone, by team',
  responses: answers('Names, teams and roles'),
});
const remove = createRoute({
  method: 'delete',
  path: '/v1/staff/{name}',
  tags: ['staff'],
  summary: 'Takes someone out: their key opens nothing from now on; their scorecards stay',
  request: { params },
  responses: answers('Whom'),
});

/** `/v1/staff`, for who has the company's key. */
export function staffRoutes({ staff }: { staff: Staff }) {
  const app = router();
  app.openapi(put, async (c) => {
    const { name } = c.req.valid('param');
    const { newKey, ...rest } = c.req.valid('json');
    const { member, key } = await staff.put({ name, ...rest }, newKey);
    return c.json({ ...member, key }, 200, { 'cache-control': 'no-store' });
  });
  app.openapi(list, async (c) => c.json({ staff: await staff.all() }, 200));
  app.openapi(remove, async (c) => {
    const { name } = c.req.valid('param');
    if (!(await staff.remove(name)))
      throw new ApiError(404, `nobody is called "${name}"`, { mend: 'GET /v1/staff lists who is' });
    return c.json({ removed: name }, 200);
  });
  return app;
}
