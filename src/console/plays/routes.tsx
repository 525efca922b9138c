import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { loadCustomers, searchCustomers } from '../../customers/index.ts';
import { playFunnels } from '../../insight/index.ts';
import {
  checkPlay,
  loadPlays,
  type Play,
  playVersions,
  previewPlay,
  setPlayStatus,
} from '../../outreach/index.ts';
import { ApiError, bucketOf } from '../../platform/index.ts';
import { type ConsoleDeps, viewOf } from '../deps.ts';
import { showPage, showPart } from '../page.tsx';
import { mustFindPlay } from './find.ts';
import { playFormRoutes } from './form/routes.tsx';
import { FunnelCard } from './funnel-card.tsx';
import { PlaysPage } from './list-page.tsx';
import { PlayPage } from './play-page.tsx';
import type { Previewed } from './preview-card.tsx';
import { trialRoutes } from './trial/routes.tsx';

const MOST_FOUND = 20;
/** A form of many variants is long, and nothing longer is one. */
const LONGEST_FORM = 2_000_000;
const VERBS = { launch: 'launched', pause: 'paused', end: 'ended' } as const;

/** Plays: the list, one of them, writing one, trying one out over history. */
export function playRoutes(deps: ConsoleDeps): Hono {
  const { db } = deps;
  const app = new Hono();
  for (const path of ['/plays/*', '/fragments/plays/*'])
    app.use(path, csrf(), bodyLimit({ maxSize: LONGEST_FORM }));

  app.get('/plays', async (c) => {
    const view = viewOf(deps);
    const funnelOf = await playFunnels(db, { since: null, until: view.now });
    return showPage(
      c,
      { view, title: 'Plays', section: '/plays' },
      <PlaysPage plays={await loadPlays(db)} funnelOf={funnelOf} />,
    );
  });
  app.route('/', playFormRoutes(deps));
  app.route('/', trialRoutes(deps));

  const previewed = async (play: Play, q: string): Promise<Previewed> => {
    if (!q) return { q, found: [], customer: null, previews: [] };
    const exact = (await loadCustomers(db, bucketOf(q), [q])).get(q);
    const found = exact ? [exact] : await searchCustomers(db, q, MOST_FOUND);
    const customer = found.length === 1 ? (found[0] ?? null) : null;
    const previews = customer ? await previewPlay(db, play, customer, deps.policy, deps.clock.now()) : [];
    return { q, found, customer, previews };
  };
  const funnelFor = async (id: string) => {
    const funnels = await playFunnels(db, { since: null, until: deps.clock.now() }, id);
    return funnels(id);
  };
  /** The condition of a play that is stored may name what is gone since: then that is what is to be told. */
  const warningsFor = (play: Play): Promise<string[]> =>
    checkPlay(db, play).then(
      ({ warnings }) => warnings,
      (error: unknown) => {
        if (error instanceof ApiError) return [error.message];
        throw error;
      },
    );

  app.get('/plays/:id', async (c) => {
    const view = viewOf(deps);
    const play = await mustFindPlay(db, c.req.param('id'));
    const q = (c.req.query('customer') ?? '').replaceAll('\0', '').trim().slice(0, 200);
    return showPage(
      c,
      { view, title: play.name, section: '/plays' },
      <PlayPage
        play={play}
        versions={await playVersions(db, play.id)}
        funnel={await funnelFor(play.id)}
        previewed={await previewed(play, q)}
        warnings={await warningsFor(play)}
        done={c.req.query('done') ?? null}
        view={view}
      />,
    );
  });
  app.get('/fragments/plays/:id/funnel', async (c) => {
    const play = await mustFindPlay(db, c.req.param('id'));
    return showPart(c, <FunnelCard funnel={await funnelFor(play.id)} playId={play.id} />);
  });
  for (const [verb, status] of Object.entries(VERBS))
    app.post(`/plays/:id/${verb}`, async (c) => {
      const play = await mustFindPlay(db, c.req.param('id'));
      await setPlayStatus(deps, play.id, status);
      deps.bell.ring('outreach');
      return c.redirect(`/plays/${encodeURIComponent(play.id)}?done=${status}`, 303);
    });
  return app;
}
