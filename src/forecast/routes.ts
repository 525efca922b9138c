import { createRoute, z } from '@hono/zod-openapi';
import { loadTimeline, mustFindCustomer } from '../customers/index.ts';
import {
  ApiError,
  type Clock,
  type Db,
  type Instant,
  iso,
  parseInstant,
  router,
  storableText,
} from '../platform/index.ts';
import type { Forecaster } from './types.ts';

const failure = (description: string) => ({
  description,
  content: { 'application/json': { schema: z.object({ error: z.string() }) } },
});
const probability = z.number().min(0).max(1);
const answer = z.object({
  at: z.string(),
  contact24h: probability,
  contact7d: probability,
  reasons: z.array(z.object({ reason: z.string(), probability })),
  evidence: z.array(z.string()),
});

const route = createRoute({
  method: 'get',
  path: '/v1/customers/{id}/forecast',
  tags: ['customers'],
  summary: 'How probable a contact is, why, and on what grounds',
  request: {
    params: z.object({ id: storableText.openapi({ example: 'A0000005' }) }),
    query: z.object({
      at: z
        .string()
        .refine((text) => parseInstant(text) !== null, 'at must be an ISO 8601 time with a zone')
        .optional()
        .openapi({ example: '2026-03-01T12:00:00Z' }),
    }),
  },
  responses: {
    200: {
      description: 'The forecast from what was known before `at`',
      content: { 'application/json': { schema: answer } },
    },
    400: failure('`at` is no instant, or the id is none that a customer can have'),
    404: failure('No such customer'),
    503: failure('No model was trained yet'),
  },
});

/** `GET /v1/customers/:id/forecast?at=ISO`, by the forecaster in use at that moment (now, unless `at` says when). */
export function forecastRoutes({
  db,
  clock,
  forecaster,
}: {
  db: Db;
  clock: Clock;
  forecaster: (at: Instant) => Promise<Forecaster | null>;
}) {
  return router().openapi(route, async (c) => {
    const asked = c.req.valid('query').at;
    const at = (asked === undefined ? null : parseInstant(asked)) ?? clock.now();
    const customer = await mustFindCustomer(db, c.req.valid('param').id);
    const model = await forecaster(at);
    if (!model)
      throw new ApiError(503, 'no forecasting model was trained yet', { mend: 'run beforehand train' });
    const forecast = model.forecast(await loadTimeline(db, customer.bucket, customer.id), at);
    return c.json({ ...forecast, at: iso(forecast.at) }, 200);
  });
}
