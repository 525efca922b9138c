import { createRoute, z } from '@hono/zod-openapi';
import { ApiError, type Bell, type Clock, type Db, iso, router } from '../platform/index.ts';
import { eraseCustomer, exportCustomer } from './erase.ts';

const object = z.record(z.string(), z.unknown());
const answers = (description: string) => ({
  200: { description, content: { 'application/json': { schema: object } } },
  404: { description: 'No such customer', content: { 'application/json': { schema: object } } },
});
const params = z.object({ id: z.string() });
const all = createRoute({
  method: 'get',
  path: '/v1/customers/{id}/export',
  tags: ['customers'],
  summary: 'All that is known of a customer, by table',
  request: { params },
  responses: answers('Rows by table'),
});
const erase = createRoute({
  method: 'delete',
  path: '/v1/customers/{id}',
  tags: ['customers'],
  summary: 'Erases a customer with all that is known of them, pending messages included; the proof is kept',
  request: { params },
  responses: answers('When, how many rows by table, and the name of the proof'),
});

/** `GET /v1/customers/:id/export`, `DELETE /v1/customers/:id`. */
export function privacyRoutes(deps: { db: Db; clock: Clock; bell: Bell }) {
  const app = router();
  app.openapi(all, async (c) => {
    const { id } = c.req.valid('param');
    const rows = await exportCustomer(deps.db, id);
    if (!rows) throw nobody(id);
    return c.json({ customerId: id, rows }, 200);
  });
  app.openapi(erase, async (c) => {
    const { id } = c.req.valid('param');
    const erasure = await eraseCustomer(deps, id);
    if (!erasure) throw nobody(id);
    deps.bell.ring('outreach');
    return c.json({ ...erasure, at: iso(erasure.at) }, 200);
  });
  return app;
}

function nobody(id: string): ApiError {
  return new ApiError(404, `there is no customer "${id}"`, {
    mend: 'ids are as they were sent in, in upper and lower case',
  });
}
