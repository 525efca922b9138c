import { createRoute, z } from '@hono/zod-openapi';
import { mustFindCustomer } from '../../customers/index.ts';
import {
  ApiError,
  type Clock,
  DAY,
  type Db,
  iso,
  newId,
  parseInstant,
  router,
  storableText,
} from '../../platform/index.ts';
import { sightOf, viewerOf } from '../staff/index.ts';
import { faultWords, readTranscripts } from '../transcripts/index.ts';
import type { Scorecards } from './keep.ts';
import { findCard, listCards } from './store.ts';
import { trendsIn } from './trends.ts';
import type { CardRow, KeptCard } from './types.ts';

const object = z.record(z.string(), z.unknown());
const content = { 'application/json': { schema: object } };
const answers = (description: string) => ({
  200: { description, content },
  400: { description: 'Not of the expected form', content },
  403: { description: 'Not yours to see', content },
  404: { description: 'Not there, or not yours to see', content },
  409: { description: 'Nothing to score', content },
});
const body = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
});
const instant = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at === null) context.addIssue('is no instant: write it as 2026-03-10T12:00:00Z');
  return at ?? 0;
});
const name = storableText.trim().min(1).max(80);
const ending = { agent: name.nullish(), reason: name.nullish() };
const params = z.object({ id: storableText });
const PAGE = 50;
/** A transcript of a call of three hours is not as long. */
const LONGEST = 1_000_000;
const WEEKS = 12;
/** What the clocks and time zones of well-meaning senders are wrong by. */
const AHEAD = DAY;

const end = createRoute({
  method: 'post',
  path: '/v1/conversations/{id}/end',
  tags: ['conversations'],
  summary: 'Ends a conversation and keeps its scorecard; told again, the card is made anew',
  request: { params, body: body(z.object(ending)) },
  responses: answers('The scorecard'),
});
const read = createRoute({
  method: 'get',
  path: '/v1/conversations/{id}/scorecard',
  tags: ['scorecards'],
  summary: 'The scorecard of a conversation: scores from 0 to 100, explained by their evidence',
  request: { params },
  responses: answers('The scorecard'),
});
const filters = {
  agent: storableText.optional(),
  team: storableText.optional(),
  reason: storableText.optional(),
  since: instant.optional(),
  until: instant.optional(),
};
const list = createRoute({
  method: 'get',
  path: '/v1/scorecards',
  tags: ['scorecards'],
  summary: 'Scorecards, the newest first: agents see their own, coaches their team’s',
  request: {
    query: z.object({ ...filters, page: z.coerce.number().int().min(1).max(100_000).default(1) }),
  },
  responses: answers('Rows, and how many there are'),
});
const trend = createRoute({
  method: 'get',
  path: '/v1/scorecards/trends',
  tags: ['scorecards'],
  summary: 'Scores by week, per agent or team, adjusted for the mix of reasons',
  request: { query: z.object({ ...filters, by: z.enum(['agent', 'team']).default('agent') }) },
  responses: answers('Trends with 95 % intervals; value null where too little can be compared'),
});
const add = createRoute({
  method: 'post',
  path: '/v1/scorecards',
  tags: ['scorecards'],
  summary:
    'Scores a transcript in any form that `score` reads, and keeps the card; an id of your own makes it safe to send again',
  request: {
    body: body(
      z.object({
        transcript: z.string().min(1, 'a transcript needs words').max(LONGEST, 'is longer than a talk'),
        id: storableText.min(1).max(200).optional(),
        customerId: storableText.nullish(),
        channel: storableText.min(1).max(40).optional(),
        at: instant.optional(),
        ...ending,
      }),
    ),
  },
  responses: answers('The scorecards, one a conversation of the transcript'),
});

/** `/v1/scorecards`, `/trends`, `/v1/conversations/:id/scorecard` and `/end`. */
export function scorecardRoutes({ db, clock, cards }: { db: Db; clock: Clock; cards: Scorecards }) {
  const app = router();
  app.openapi(end, async (c) => {
    const { agent = null, reason = null } = c.req.valid('json');
    return c.json(present(await cards.end(c.req.valid('param').id, { agent, reason })), 200);
  });
  app.openapi(read, async (c) => {
    const { id } = c.req.valid('param');
    const kept = await findCard(db, id, sightOf(viewerOf(c)));
    if (!kept)
      throw new ApiError(404, `there is no scorecard of "${id}", or it is not yours to see`, {
        mend: 'end the conversation with POST /v1/conversations/:id/end; agents see their own, coaches their team’s',
      });
    return c.json(present(kept), 200);
  });
  app.openapi(list, async (c) => {
    const { page, ...filter } = c.req.valid('query');
    const found = await listCards(db, filter, sightOf(viewerOf(c)), { most: PAGE, skip: (page - 1) * PAGE });
    return c.json({ scorecards: found.rows.map(presentRow), total: found.total, page }, 200);
  });
  app.openapi(trend, async (c) => {
    const { by, ...filter } = c.req.valid('query');
    const since = filter.since ?? clock.now() - WEEKS * 7 * DAY;
    const trends = await trendsIn(db, by, { ...filter, since }, viewerOf(c));
    return c.json(
      {
        by,
        trends: trends.map((one) => ({
          ...one,
          weeks: one.weeks.map(({ week, ...rest }) => ({ week: iso(week), ...rest })),
        })),
      },
      200,
    );
  });
  app.openapi(add, async (c) => {
    const { transcript, customerId = null, agent, reason, ...given } = c.req.valid('json');
    if (customerId) await mustFindCustomer(db, customerId);
    if ((given.at ?? 0) > clock.now() + AHEAD)
      throw new ApiError(
        400,
        `at ${iso(given.at ?? 0)} lies in the future of our clock (${iso(clock.now())})`,
        {
          where: 'at',
          mend: 'give the time at which the talk began, with its zone',
        },
      );
    const { transcripts, faults } = readTranscripts(transcript, 'transcript');
    if (transcripts.length === 0)
      throw new ApiError(400, faults.map(faultWords).join('; '), {
        where: 'transcript',
        mend: 'begin lines with "Agent:" and "Customer:", or send a form that docs/transcripts.md names',
      });
    const kept: KeptCard[] = [];
    for (const [i, one] of transcripts.entries()) {
      const id =
        given.id === undefined ? newId('t') : transcripts.length > 1 ? `${given.id}-${i + 1}` : given.id;
      kept.push(
        await cards.takeIn({
          id,
          customerId,
          channel: given.channel ?? (one.channel === 'chat' ? 'chat' : 'voice'),
          turns: one.turns,
          agent: agent ?? one.agent ?? null,
          reason: reason ?? one.reason ?? null,
          at: given.at ?? one.startedAt,
        }),
      );
    }
    return c.json({ scorecards: kept.map(present) }, 200);
  });
  return app;
}

function present({ at, card, ...about }: KeptCard): Record<string, unknown> {
  return { ...about, at: iso(at), ...card };
}

function presentRow({ at, ...row }: CardRow) {
  return { ...row, at: iso(at) };
}
