import { createRoute, z } from '@hono/zod-openapi';
import { ApiError, type Clock, type Db, router, storableText } from '../../platform/index.ts';
import type { OpenReasonBook } from './book.ts';
import { readReason } from './check.ts';
import { deleteReason, putReason } from './store.ts';

const object = z.record(z.string(), z.unknown());
const shown = (description: string) => ({ description, content: { 'application/json': { schema: object } } });
const params = z.object({ name: storableText.min(1).max(100) });
const tags = ['reasons'];

const list = createRoute({
  method: 'get',
  path: '/v1/reasons',
  tags,
  summary: 'How reasons are worded and answered',
  responses: { 200: shown('The company’s own over those built in') },
});
const put = createRoute({
  method: 'put',
  path: '/v1/reasons/{name}',
  tags,
  summary: 'Words a reason: label, question, keywords, what its answer says and who may hear it',
  request: { params, body: { required: true, content: { 'application/json': { schema: object } } } },
  responses: { 200: shown('The reason as it is used from now on'), 400: shown('Not of the expected form') },
});
const remove = createRoute({
  method: 'delete',
  path: '/v1/reasons/{name}',
  tags,
  summary: 'Takes the company’s own wording back; what is built in holds again',
  request: { params },
  responses: { 200: shown('Taken back'), 404: shown('There was none') },
});

/** `/v1/reasons`: what the front door offers and answers. */
export function reasonRoutes({
  db,
  clock,
  book,
  endpoints,
}: {
  db: Db;
  clock: Clock;
  book: OpenReasonBook;
  endpoints: { signed: boolean; privately: boolean };
}) {
  const app = router();
  app.openapi(list, async (c) => {
    const current = await book.current();
    return c.json({ reasons: current.names.map((name) => current.of(name)) }, 200);
  });
  app.openapi(put, async (c) => {
    const { name } = c.req.valid('param');
    const given = c.req.valid('json');
    const reason = readReason(name, given, endpoints);
    await putReason(db, name, reason, clock.now());
    book.forget();
    return c.json({ reason }, 200);
  });
  app.openapi(remove, async (c) => {
    const { name } = c.req.valid('param');
    if (!(await deleteReason(db, name)))
      throw new ApiError(404, `the company has no wording of its own for "${name}"`, {
        mend: 'see GET /v1/reasons',
      });
    book.forget();
    return c.json({ removed: name }, 200);
  });
  return app;
}
