import { createRoute, z } from '@hono/zod-openapi';
import {
  ApiError,
  type Clock,
  DAY,
  type Db,
  type Instant,
  iso,
  ManualClock,
  parseInstant,
  router,
  storableText,
} from '../../platform/index.ts';
import { toAddress } from './address.ts';
import { listSuppressions, type SuppressionRecord, suppress, suppressionRecords } from './store.ts';

/** What the clocks of well-meaning senders are wrong by. */
const TOLERANCE = DAY;
const MOST = 1000;

const channel = storableText
  .pipe(z.string().trim().toLowerCase().min(1, 'name a channel, such as sms, or any').max(256))
  .openapi({ example: 'sms' });
const address = storableText.pipe(z.string().trim().min(1).max(256)).openapi({ example: '+15550100' });
const evidence = {
  source: storableText.pipe(
    z.string().trim().min(1, 'say where this is known from, for example "letter of 3 May"').max(256),
  ),
  wording: storableText.pipe(z.string().max(10_000)).nullish(),
  at: z.string().optional().openapi({ example: '2026-01-05T03:12:06Z' }),
};
const one = z.object({ channel, address, ...evidence });
const record = z.object({
  channel: z.string(),
  address: z.string(),
  status: z.enum(['suppressed', 'lifted']),
  source: z.string(),
  wording: z.string().nullable(),
  at: z.string(),
});
const answers = <S extends z.ZodType>(description: string, schema: S) => ({
  200: { description, content: { 'application/json': { schema } } },
  400: {
    description: 'Not of the expected form',
    content: { 'application/json': { schema: z.object({ error: z.string() }) } },
  },
});
const tags = ['suppressions'];
const params = z.object({ channel, address });

const add = createRoute({
  method: 'post',
  path: '/v1/suppressions',
  tags,
  summary: 'Addresses that nothing is sent to from now on',
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: z.union([z.object({ suppressions: z.array(one).max(10_000) }), one]) },
      },
    },
  },
  responses: answers('Kept; a repeat changes nothing', z.object({ success: z.boolean(), kept: z.number() })),
});
const list = createRoute({
  method: 'get',
  path: '/v1/suppressions',
  tags,
  summary: 'What is suppressed now, in order of address; `next` is to be sent as `after`',
  request: {
    query: z.object({
      channel: channel.optional(),
      after: storableText.optional(),
      limit: z.coerce.number().int().min(1).max(MOST).default(100),
    }),
  },
  responses: answers(
    'Suppressions',
    z.object({ suppressions: z.array(record), next: z.string().nullable() }),
  ),
});
const read = createRoute({
  method: 'get',
  path: '/v1/suppressions/{channel}/{address}',
  tags,
  summary: 'All that was said of an address, newest first',
  request: { params },
  responses: answers('Evidence', z.object({ suppressed: z.boolean(), records: z.array(record) })),
});
const lift = createRoute({
  method: 'delete',
  path: '/v1/suppressions/{channel}/{address}',
  tags,
  summary: 'Lifts a suppression; the evidence of why is required, and all of it is kept',
  request: { params, query: z.object(evidence) },
  responses: {
    ...answers('Lifted', z.object({ success: z.boolean() })),
    404: {
      description: 'Not suppressed',
      content: { 'application/json': { schema: z.object({ error: z.string() }) } },
    },
  },
});

/** `/v1/suppressions`: a company's own list of addresses never to send to, beside what replies have added. */
export function suppressionRoutes({ db, clock }: { db: Db; clock: Clock }) {
  const app = router();
  const recordOf = (given: z.infer<typeof one>, status: SuppressionRecord['status']): SuppressionRecord => ({
    channel: given.channel,
    address: mustBeAddress(given.address),
    status,
    source: given.source,
    wording: given.wording ?? null,
    at: given.at === undefined ? clock.now() : mustBeInstant(given.at, clock),
  });
  app.openapi(add, async (c) => {
    const body = c.req.valid('json');
    const records = ('suppressions' in body ? body.suppressions : [body]).map((given) =>
      recordOf(given, 'suppressed'),
    );
    await suppress(db, records);
    return c.json({ success: true, kept: records.length }, 200);
  });
  app.openapi(list, async (c) => {
    const { channel, after, limit } = c.req.valid('query');
    // No address holds a space, a channel may.
    const [, address = '', afterChannel = ''] = /^([^ ]*) ?(.*)$/s.exec(after ?? '') ?? [];
    const found = await listSuppressions(db, {
      channel: channel ?? null,
      after: after ? { address, channel: afterChannel } : null,
      most: limit,
    });
    const last = found.length === limit ? found.at(-1) : undefined;
    return c.json(
      { suppressions: found.map(present), next: last ? `${last.address} ${last.channel}` : null },
      200,
    );
  });
  app.openapi(read, async (c) => {
    const { channel, address } = c.req.valid('param');
    const records = await suppressionRecords(db, channel, mustBeAddress(address));
    return c.json({ suppressed: records[0]?.status === 'suppressed', records: records.map(present) }, 200);
  });
  app.openapi(lift, async (c) => {
    const lifted = recordOf({ ...c.req.valid('param'), ...c.req.valid('query') }, 'lifted');
    const [newest] = await suppressionRecords(db, lifted.channel, lifted.address);
    if (newest?.status !== 'suppressed') {
      throw new ApiError(404, `${lifted.address} is not suppressed on ${lifted.channel}`, {
        mend: 'see GET /v1/suppressions for what is, and on which channel',
      });
    }
    if (lifted.at <= newest.at) {
      throw new ApiError(400, `the suppression of ${iso(newest.at)} is newer than this`, {
        where: 'query parameter at',
        mend: 'only what was said after it can lift it',
      });
    }
    await suppress(db, [lifted]);
    return c.json({ success: true }, 200);
  });
  return app;
}

function present({ at, ...rest }: SuppressionRecord) {
  return { ...rest, at: iso(at) };
}

function mustBeAddress(text: string): string {
  const address = toAddress(text);
  if (address) return address;
  throw new ApiError(400, `"${text.slice(0, 60)}" is neither a telephone number nor an e-mail address`, {
    where: 'address',
    mend: 'write a number with + and country code, for example +15550100',
  });
}

function mustBeInstant(text: string, clock: Clock): Instant {
  const at = parseInstant(text.trim());
  if (at === null) {
    throw new ApiError(400, `"${text.slice(0, 40)}" is not an ISO 8601 time with a zone`, { where: 'at' });
  }
  // Far ahead of the clock it would win over all that is said until then.
  if (at > clock.now() + TOLERANCE && !(clock instanceof ManualClock)) {
    throw new ApiError(400, `${text} lies in the future of our clock`, { where: 'at' });
  }
  return at;
}
