import { createRoute, z } from '@hono/zod-openapi';
import { ApiError, type Db, iso, router, storableText } from '../../platform/index.ts';
import { opportunityDocument, searchedDocument } from './render.ts';
import { contactsOf, findOpportunity, listOpportunities } from './store.ts';

const object = z.record(z.string(), z.unknown());
const answers = (description: string) => ({
  200: { description, content: { 'application/json': { schema: object } } },
  404: {
    description: 'No such opportunity',
    content: { 'application/json': { schema: z.object({ error: z.string() }) } },
  },
});
const params = z.object({ id: storableText });
const MOST = 1000;

const list = createRoute({
  method: 'get',
  path: '/v1/opportunities',
  tags: ['opportunities'],
  summary:
    'What was found to go before contacts, ranked by monthly value, as of the last `beforehand discover`',
  responses: { 200: answers('Opportunities, and what they were sought in')[200] },
});
const one = createRoute({
  method: 'get',
  path: '/v1/opportunities/{id}',
  tags: ['opportunities'],
  summary: 'One opportunity',
  request: { params },
  responses: answers('The opportunity'),
});
const contacts = createRoute({
  method: 'get',
  path: '/v1/opportunities/{id}/contacts',
  tags: ['opportunities'],
  summary: 'The contacts that an opportunity was counted from, newest first',
  request: {
    params,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(MOST).default(100),
      offset: z.coerce.number().int().min(0).default(0),
    }),
  },
  responses: answers(
    'Contacts, each with the hours by which it came after its window opened, and how many there are',
  ),
});

/** `GET /v1/opportunities`, `/v1/opportunities/:id` and `/v1/opportunities/:id/contacts`. */
export function opportunityRoutes({ db }: { db: Db }) {
  const mustFind = async (id: string) => {
    const found = await findOpportunity(db, id);
    if (!found)
      throw new ApiError(404, `there is no opportunity ${id}`, {
        mend: 'see GET /v1/opportunities; beforehand discover seeks anew',
      });
    return found;
  };
  return router()
    .openapi(list, async (c) => {
      const { searched, opportunities } = await listOpportunities(db);
      return c.json(
        {
          searched: searched && { ...searchedDocument(searched), at: iso(searched.at) },
          opportunities: opportunities.map(opportunityDocument),
        },
        200,
      );
    })
    .openapi(one, async (c) => c.json(opportunityDocument(await mustFind(c.req.valid('param').id)), 200))
    .openapi(contacts, async (c) => {
      const { limit, offset } = c.req.valid('query');
      const { id } = await mustFind(c.req.valid('param').id);
      const { rows, total } = await contactsOf(db, id, { most: limit, skip: offset });
      return c.json(
        {
          total,
          contacts: rows.map(
            ({ id, customer_id, channel, reason, started_at, handle_seconds, resolved, lead_hours }) => ({
              contactId: id,
              customerId: customer_id,
              channel,
              reason,
              startedAt: iso(started_at),
              handleSeconds: handle_seconds,
              resolved,
              leadHours: lead_hours,
            }),
          ),
        },
        200,
      );
    });
}
