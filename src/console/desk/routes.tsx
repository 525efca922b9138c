import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { latestTalks, readTranscripts, type Turn } from '../../conversation/index.ts';
import { loadCustomers, searchCustomers } from '../../customers/index.ts';
import { ApiError, bucketOf, storable } from '../../platform/index.ts';
import { customerNow } from '../customer/now.ts';
import { type ConsoleDeps, viewOf } from '../deps.ts';
import { showPage, showPart } from '../page.tsx';
import { PageError } from '../page-error.ts';
import { DeskPage, type Fault, TalkPage, TalkPart } from './desk-page.tsx';
import { FollowingPart } from './following.tsx';
import { QueuesPart } from './queues-card.tsx';
import { SoFarPart } from './so-far-card.tsx';
import { agentOf, beginTalk, takeRoutes } from './take-routes.ts';

const SHOWN = 20;
const MOST_UNDER_WAY = 100;

/** `/desk`: an agent types or pastes a live conversation and sees the cycle. */
export function deskRoutes(deps: ConsoleDeps): Hono {
  const { db, talks, people } = deps;
  const waiting = async () => ({ ...(await people.queues()), ...(await people.underWay(MOST_UNDER_WAY)) });
  const read = async (id: string) => {
    if (!storable(id)) throw noTalk();
    const following = await talks.read(id).catch((error: unknown) => {
      throw error instanceof ApiError && error.status === 404 ? noTalk() : error;
    });
    return { ...following, replies: await deps.replies.read(following.talk) };
  };
  const entryOf = async (id: string) => (storable(id) ? people.find(id) : null);
  const customerOf = async (id: string | null) =>
    id === null ? null : ((await loadCustomers(db, bucketOf(id), [id])).get(id) ?? null);
  const sayOrFault = (id: string, turns: readonly Turn[]) =>
    talks.say(id, turns).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 400)
        return { words: error.message, text: turns.map((turn) => turn.text).join('\n') };
      throw error;
    });
  const showDesk = async (c: Context, q: string, fault: Fault, refused: string | null = null) => {
    const view = viewOf(deps);
    const found = q ? await searchCustomers(db, q, SHOWN) : [];
    return showPage(
      c,
      { view, title: 'Desk', section: '/desk' },
      <DeskPage
        talks={await latestTalks(db, SHOWN)}
        waiting={await waiting()}
        agent={agentOf(c)}
        refused={refused}
        q={q}
        found={found}
        fault={fault}
        view={view}
      />,
      fault ? 400 : refused ? 409 : 200,
    );
  };

  const app = new Hono();
  app.use('/desk/*', csrf());
  app.get('/desk', (c) => showDesk(c, c.req.query('customer') ?? '', null));
  app.post('/desk', async (c) => {
    const form = await c.req.parseBody();
    const customerId = String(form.customer ?? '').trim();
    const paste = String(form.paste ?? '');
    if (
      customerId &&
      (customerId.includes('\0') || !(await loadCustomers(db, bucketOf(customerId), [customerId])).size)
    ) {
      return showDesk(c, customerId, {
        words: `There is no customer “${customerId}”. Leave it empty, or choose one of those found.`,
        text: paste,
      });
    }
    const said = turnsOf(paste, null);
    if ('words' in said) return showDesk(c, customerId, said);
    const channel = form.channel === 'chat' ? 'chat' : 'voice';
    const talk = await talks.begin({ customerId: customerId || null, channel });
    if (said.turns.length) await talks.say(talk.id, said.turns);
    return c.redirect(`/desk/${encodeURIComponent(talk.id)}`, 303);
  });
  app.route(
    '/',
    takeRoutes(deps, (c, words) => showDesk(c, '', null, words)),
  );
  app.get('/desk/:id', async (c) => {
    const view = viewOf(deps);
    const entry = await entryOf(c.req.param('id'));
    // Taken over the API, it has no conversation at the desk yet.
    if (entry?.takenBy) await beginTalk(talks, entry);
    const following = await read(c.req.param('id'));
    const customer = await customerOf(following.talk.customerId);
    const now = customer ? await customerNow(deps, customer, view.now) : null;
    return showPage(
      c,
      { view, title: 'Conversation', section: '/desk' },
      <TalkPage following={following} entry={entry} customer={now} view={view} />,
    );
  });
  app.post('/desk/:id/turns', async (c) => {
    const id = c.req.param('id');
    const form = await c.req.parseBody();
    const said = turnsOf(String(form.text ?? ''), form.speaker === 'customer' ? 'customer' : 'agent');
    const fault = 'words' in said ? said : null;
    const result = 'turns' in said && said.turns.length ? await sayOrFault(id, said.turns) : fault;
    const following = result && 'talk' in result ? result : await read(id);
    const wrong = result && 'words' in result ? result : null;
    if (c.req.header('hx-request') !== 'true' && !wrong)
      return c.redirect(`/desk/${encodeURIComponent(id)}`, 303);
    return showPart(c, <TalkPart following={following} fault={wrong} />);
  });
  app.get('/fragments/desk', async (c) =>
    showPart(c, <QueuesPart waiting={await waiting()} view={viewOf(deps)} />),
  );
  app.get('/fragments/desk/:id/so-far', async (c) => {
    const view = viewOf(deps);
    const entry = await entryOf(c.req.param('id'));
    if (!entry) throw noTalk();
    const customer = await customerOf(entry.customerId);
    const expected = customer && (await deps.expectedOfCall(customer, view.now));
    return showPart(
      c,
      <SoFarPart entry={entry} expected={expected} zone={customer?.timeZone ?? null} view={view} />,
    );
  });
  app.get('/fragments/desk/:id', async (c) =>
    showPart(c, <FollowingPart following={await read(c.req.param('id'))} />),
  );
  return app;
}

function noTalk(): PageError {
  return new PageError(404, 'There is no such conversation', 'Begin one at the desk.');
}

/** Lines that name their speakers are a conversation; words without are a turn of `speaker`. */
function turnsOf(text: string, speaker: Turn['speaker'] | null): { turns: Turn[] } | NonNullable<Fault> {
  const words = text.trim();
  if (words === '') return { turns: [] };
  if (speaker && !/^(agent|customer|a|c)\s*:/im.test(words))
    return { turns: [{ speaker, text: words.replace(/\s+/g, ' ') }] };
  const { transcripts, faults } = readTranscripts(text, 'the text');
  const [first, ...more] = transcripts;
  const [fault] = faults;
  if (fault)
    return { words: `${fault.line ? `line ${fault.line}: ` : ''}${fault.cause}; ${fault.mend}`, text };
  if (!first || more.length > 0)
    return { words: `this is ${transcripts.length} conversations; paste one`, text };
  return { turns: first.turns.map(({ gold, ...turn }) => turn) };
}
