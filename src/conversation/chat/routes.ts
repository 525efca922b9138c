import { randomBytes } from 'node:crypto';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { answerError, router } from '../../platform/index.ts';
import { localeOf } from '../reasons/index.ts';
import { allowOrigins, limitChatBody, limitPace } from './access.ts';
import { openChats } from './chat.ts';
import { demoRoutes } from './demo.tsx';
import { openChatLive } from './live.ts';
import { scriptRoutes } from './script.ts';
import type { ChatDeps } from './types.ts';

const LONGEST_TEXT = 1000;
const LONGEST_TOKEN = 4096;
const MOST_STEPS = 1_000_000;

/** One line: no control characters, nor those that turn the direction of what stands around them (Trojan Source, 2021). */
const words = z.string().transform((text) =>
  text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_TEXT)
    .toWellFormed(),
);
const begun = z.object({
  token: z.string().min(1).max(LONGEST_TOKEN).nullish(),
  locale: z.string().max(35).nullish(),
});
const step = z.number().int().min(1).max(MOST_STEPS);
const turn = z.union([
  z.object({ step, text: words.pipe(z.string().min(1, 'a turn needs words')) }),
  z.object({ step, choice: z.string().regex(/^[\w*#-]{1,40}$/, 'send the key of a choice') }),
]);
const params = z.object({
  id: z.string().regex(/^chat_[\w-]{32}$/, 'this is no id of a chat'),
});
const object = z.record(z.string(), z.unknown());
const json = <S extends z.ZodType>(schema: S) => ({ 'application/json': { schema } });
const failures = {
  400: { description: 'Not of the expected form', content: json(object) },
  404: { description: 'No such chat', content: json(object) },
  409: { description: 'Not the next step, or ended', content: json(object) },
  413: { description: 'Larger than 16 kB', content: json(object) },
  429: { description: 'Too often; Retry-After says when', content: json(object) },
};
const told = { description: 'What to show', content: json(object) };
const about = { tags: ['chat'], security: [] };

const begin = createRoute({
  method: 'post',
  path: '/chat/sessions',
  ...about,
  summary: 'Begins a chat; a token of your server vouches for who has logged in',
  request: { body: { required: true, content: json(begun) } },
  responses: {
    201: told,
    401: { description: 'The token does not vouch for a login', content: json(object) },
    ...failures,
  },
});
const say = createRoute({
  method: 'post',
  path: '/chat/sessions/{id}/turns',
  ...about,
  summary: 'Says something, or chooses; the same step is answered the same way',
  request: { params, body: { required: true, content: json(turn) } },
  responses: { 200: told, ...failures },
});
const read = createRoute({
  method: 'get',
  path: '/chat/sessions/{id}',
  ...about,
  summary: 'All that was said, to show it again',
  request: { params },
  responses: { 200: told, ...failures },
});
const end = createRoute({
  method: 'post',
  path: '/chat/sessions/{id}/end',
  ...about,
  summary: 'Ends a chat',
  request: { params },
  responses: { 200: told, ...failures },
});
const live = createRoute({
  method: 'get',
  path: '/chat/sessions/{id}/live',
  ...about,
  summary: 'What a person writes, as server-sent events',
  request: { params, query: z.object({ after: z.coerce.number().int().min(0).default(0) }) },
  responses: { 200: { description: 'text/event-stream' }, ...failures },
});

/** `/chat/…`: the script, the sessions that it talks to, and in the sandbox a sample page. Needs no key. */
export function chatRoutes(deps: ChatDeps): OpenAPIHono {
  const { config } = deps;
  // In the sandbox the sample page makes tokens; nobody else has to.
  const secret = config.chatSecret ?? (config.sandbox ? randomBytes(32).toString('base64url') : null);
  const chats = openChats({ ...deps, secret });
  const showLive = openChatLive({ ...deps, chats });
  const app = router();
  app.onError(answerError(deps.log));
  app.route('/', scriptRoutes());
  if (config.sandbox && secret) app.route('/', demoRoutes(deps, secret));
  const { byAddress, bySession } = limitPace(deps);
  app.use('/chat/sessions/*', ...allowOrigins(deps), byAddress, limitChatBody);
  app.use('/chat/sessions/:id/*', bySession);

  app.openapi(begin, async (c) => {
    const { token, locale } = c.req.valid('json');
    return c.json(await chats.begin(token ?? null, locale ? localeOf(locale) : null), 201);
  });
  app.openapi(say, async (c) => {
    const { step, ...turn } = c.req.valid('json');
    return c.json(await chats.turn(c.req.valid('param').id, step, turn), 200);
  });
  app.openapi(read, async (c) => c.json(await chats.read(c.req.valid('param').id), 200));
  app.openapi(end, async (c) => {
    const { id } = c.req.valid('param');
    await chats.end(id);
    return c.json({ session: id, open: false }, 200);
  });
  app.openapi(live, async (c) => {
    const seen = Number(c.req.header('last-event-id'));
    const after = Number.isInteger(seen) && seen > 0 ? seen : c.req.valid('query').after;
    return showLive(c, c.req.valid('param').id, after);
  });
  return app;
}
