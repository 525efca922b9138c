import type { Context } from 'hono';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { agentName, type Entry, OUTCOMES, type Talks } from '../../conversation/index.ts';
import { DAY, SECOND, storable } from '../../platform/index.ts';
import type { ConsoleDeps } from '../deps.ts';
import { PageError } from '../page-error.ts';

const COOKIE = 'desk_agent';
const KEPT = (365 * DAY) / SECOND;

/** How the agent at this browser called themselves; empty when nobody has said. */
export function agentOf(c: Context): string {
  const name = agentName.safeParse(getCookie(c, COOKIE) ?? '');
  return name.success ? name.data : '';
}

export function rememberAgent(c: Context, name: string): void {
  setCookie(c, COOKIE, name, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: KEPT });
}

/** The conversation that goes on where the dialogue ended, under the same id; there may be one already. */
export function beginTalk(talks: Talks, { id, customerId, medium, takenBy, context }: Entry) {
  const channel = medium === 'outbound' ? 'voice' : medium;
  return talks.begin({ id, customerId, channel, agent: takenBy, assurance: context.assurance });
}

/** `/desk/take` and what becomes of what was taken. `refuse` shows the desk with a fault. */
export function takeRoutes(
  { people, talks }: ConsoleDeps,
  refuse: (c: Context, words: string) => Promise<Response> | Response,
): Hono {
  const app = new Hono();
  app.post('/desk/take', async (c) => {
    const form = await c.req.parseBody();
    const agent = agentName.safeParse(String(form.agent ?? ''));
    const reason = form.reason ? String(form.reason) : null;
    if (!agent.success) return refuse(c, `Your name ${agent.error.issues[0]?.message ?? ''}`);
    if (reason !== null && !storable(reason))
      throw new PageError(400, 'There is no such queue', 'Choose one of those shown.');
    rememberAgent(c, agent.data);
    const entry = await people.take(reason, agent.data);
    if (!entry) return refuse(c, 'Nobody waits there any more: someone else was first, or they left.');
    await beginTalk(talks, entry);
    return c.redirect(`/desk/${encodeURIComponent(entry.id)}`, 303);
  });
  app.post('/desk/:id/done', async (c) => {
    const form = await c.req.parseBody();
    const outcome = OUTCOMES.find((one) => one === form.outcome);
    if (!outcome) throw new PageError(400, 'There is no such outcome', 'Choose resolved or not resolved.');
    await people.done(mustBeId(c.req.param('id')), outcome);
    return c.redirect('/desk', 303);
  });
  app.post('/desk/:id/put-back', async (c) => {
    await people.putBack(mustBeId(c.req.param('id')));
    return c.redirect('/desk', 303);
  });
  return app;
}

function mustBeId(id: string): string {
  if (!storable(id)) throw new PageError(404, 'Nobody waits there', 'Take the next at the desk.');
  return id;
}
