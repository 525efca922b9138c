import { createRoute, z } from '@hono/zod-openapi';
import { ApiError, type Clock, type Db, type Metrics, newId, router } from '../platform/index.ts';
import type { Ingest } from './accept.ts';
import { refuseFuture } from './future.ts';
import type { Incoming } from './messages.ts';
import { parseConsent, parseContact } from './rows.ts';
import { type Parsed, parseSegment } from './segment.ts';
import { keepRejects } from './store.ts';

const anyObject = z.record(z.string(), z.unknown());
const answer = z.object({
  success: z.boolean(),
  accepted: z.number(),
  duplicates: z.number(),
  rejected: z.array(z.object({ index: z.number(), error: z.string() })),
});
const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const post = <S extends z.ZodType>(path: string, body: S, summary: string) =>
  createRoute({
    method: 'post',
    path,
    tags: ['history'],
    summary,
    request: { body: { required: true, ...json(body, summary) } },
    responses: {
      200: json(answer, 'Committed. Rejected ones are kept, with the cause, in the rejects.'),
      400: json(
        z.object({ error: z.string(), where: z.string().optional(), details: z.unknown() }),
        'Nothing could be taken',
      ),
    },
  });

/** `/v1/batch`, `/v1/track`, `/v1/identify`, `/v1/alias` as Segment's HTTP API; `/v1/contacts`, `/v1/consents`. */
export function ingestRoutes({
  db,
  clock,
  ingest,
  metrics,
}: {
  db: Db;
  clock: Clock;
  ingest: Ingest;
  metrics: Metrics;
}) {
  const app = router();

  const take = async (source: string, bodies: unknown[], parse: (body: unknown) => Parsed) => {
    const messages = new Map<Incoming, number>();
    const rejected: { index: number; error: string }[] = [];
    bodies.forEach((body, index) => {
      const parsed = refuseFuture(parse(body), clock);
      if (parsed.ok) messages.set(parsed.value, index);
      else rejected.push({ index, error: parsed.error });
    });
    const { conflicts, ...result } = await ingest.accept([...messages.keys()]);
    for (const { message, error } of conflicts)
      rejected.push({ index: messages.get(message) as number, error });
    rejected.sort((a, b) => a.index - b.index);
    if (rejected.length) {
      const kept = rejected.map(({ index, error }) => ({
        error,
        body: textOf(bodies[index]),
      }));
      await keepRejects(db, source, kept, clock.now());
    }
    metrics.messagesIn.inc({ kind: source, outcome: 'accepted' }, result.accepted);
    metrics.messagesIn.inc({ kind: source, outcome: 'duplicate' }, result.duplicates);
    metrics.messagesIn.inc({ kind: source, outcome: 'rejected' }, rejected.length);
    if (rejected.length && rejected.length === bodies.length) {
      throw new ApiError(400, rejected[0]?.error ?? 'nothing to take', {
        where: bodies.length > 1 ? `message ${rejected[0]?.index}` : 'body',
        mend: 'the messages are kept under rejects; send them again once mended',
        details: rejected,
      });
    }
    return { success: true, ...result, rejected };
  };

  // Without an id and a time of its own a message can't be told from the same one sent again: each counts.
  const segment = (body: unknown) => parseSegment(body, clock.now(), () => newId('m'));
  app.openapi(
    post('/v1/batch', z.object({ batch: z.array(z.unknown()) }), 'Events and traits, many at once'),
    async (c) => c.json(await take('batch', c.req.valid('json').batch, segment), 200),
  );
  for (const type of ['track', 'identify', 'page', 'screen', 'alias'] as const) {
    app.openapi(post(`/v1/${type}`, anyObject, `One ${type} message`), async (c) =>
      c.json(await take(type, [{ ...c.req.valid('json'), type }], segment), 200),
    );
  }
  const oneOrMany = (name: string) => z.union([z.object({ [name]: z.array(z.unknown()) }), anyObject]);
  const several = (body: Record<string, unknown>, name: string) =>
    Array.isArray(body[name]) ? (body[name] as unknown[]) : [body];
  app.openapi(
    post('/v1/contacts', oneOrMany('contacts'), 'Contacts that reached people elsewhere'),
    async (c) => c.json(await take('contacts', several(c.req.valid('json'), 'contacts'), parseContact), 200),
  );
  app.openapi(post('/v1/consents', oneOrMany('consents'), 'Consents given or withdrawn'), async (c) =>
    c.json(await take('consents', several(c.req.valid('json'), 'consents'), parseConsent), 200),
  );
  return app;
}

/** As it came, unless it is nested too deep to be written down again. */
function textOf(body: unknown): string {
  try {
    return JSON.stringify(body) ?? 'null';
  } catch {
    return '"(nested too deep to be kept)"';
  }
}
