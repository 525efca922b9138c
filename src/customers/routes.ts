import { createRoute, z } from '@hono/zod-openapi';
import { ApiError, bucketOf, type Db, iso, router, storableText } from '../platform/index.ts';
import { consentsOf, loadCustomers, subjectsOf, versionsOf } from './store.ts';
import { loadTimeline } from './timeline.ts';
import type { Subject, SubjectChange } from './types.ts';

const params = z.object({ id: storableText.openapi({ example: 'A0000005' }) });
const failure = (description: string) => ({
  description,
  content: { 'application/json': { schema: z.object({ error: z.string() }) } },
});
const get = (path: string, summary: string) =>
  createRoute({
    method: 'get',
    path,
    tags: ['customers'],
    summary,
    request: { params },
    responses: {
      200: {
        description: summary,
        content: { 'application/json': { schema: z.record(z.string(), z.unknown()) } },
      },
      400: failure('An id that no customer can have'),
      404: failure('No such customer'),
    },
  });

/** Throws ApiError 404 when there is no such customer. */
export async function mustFindCustomer(db: Db, id: string) {
  const customer = (await loadCustomers(db, bucketOf(id), [id])).get(id);
  if (!customer)
    throw new ApiError(404, `there is no customer "${id}"`, { where: 'path', mend: 'identify them first' });
  return customer;
}

/** `/v1/customers/:id` with traits and subjects, its `/timeline` and `/consent`. */
export function customerRoutes({ db }: { db: Db }) {
  const app = router();
  app.openapi(get('/v1/customers/{id}', 'A customer, with subjects and their versions'), async (c) => {
    const customer = await mustFindCustomer(db, c.req.valid('param').id);
    const subjects = await subjectsOf(db, customer.bucket, customer.id);
    const versions = await versionsOf(db, customer.bucket, customer.id);
    const { id, traits, timeZone, locale, firstSeen } = customer;
    return c.json(
      {
        customer: { id, traits, timeZone, locale, firstSeen: iso(firstSeen) },
        subjects: subjects.map((s) => present(s, versions)),
      },
      200,
    );
  });
  app.openapi(
    get('/v1/customers/{id}/timeline', 'Everything known of a customer, oldest first'),
    async (c) => {
      const customer = await mustFindCustomer(db, c.req.valid('param').id);
      const timeline = await loadTimeline(db, customer.bucket, customer.id);
      return c.json({ timeline: timeline.map((entry) => ({ ...entry, at: iso(entry.at) })) }, 200);
    },
  );
  app.openapi(
    get('/v1/customers/{id}/consent', 'Consents given and withdrawn, with their evidence'),
    async (c) => {
      const customer = await mustFindCustomer(db, c.req.valid('param').id);
      const records = (await consentsOf(db, customer.bucket, [customer.id])).get(customer.id) ?? [];
      return c.json({ consents: records.map(({ at, ...rest }) => ({ ...rest, at: iso(at) })) }, 200);
    },
  );
  return app;
}

/** Instants as ISO 8601, as all of the API tells them. */
function present(subject: Subject, versions: readonly SubjectChange[]) {
  const milestones = Object.entries(subject.milestones).map(([name, milestone]) => ({
    name,
    at: iso(milestone.at),
    version: milestone.version,
    knownAt: iso(milestone.knownAt),
  }));
  const own = versions.filter((version) => version.type === subject.type && version.id === subject.id);
  return {
    type: subject.type,
    id: subject.id,
    version: subject.version,
    facts: subject.facts,
    milestones,
    openedAt: iso(subject.openedAt),
    updatedAt: iso(subject.updatedAt),
    versions: own.map(({ version, event, at, changes }) => ({
      version,
      event,
      at: iso(at),
      facts: changes.facts,
      milestones: Object.fromEntries(
        Object.entries(changes.milestones).map(([name, when]) => [name, iso(when)]),
      ),
    })),
  };
}
