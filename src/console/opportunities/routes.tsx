import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { contactsOf, findOpportunity, listOpportunities } from '../../forecast/index.ts';
import { draftPlay } from '../../outreach/index.ts';
import { type ConsoleDeps, viewOf } from '../deps.ts';
import { pageIn } from '../links.ts';
import { PAGE } from '../lists/filter-bar.tsx';
import { showPage } from '../page.tsx';
import { PageError } from '../page-error.ts';
import { OpportunitiesPage } from './opportunities-page.tsx';
import { OpportunityPage } from './opportunity-page.tsx';

/** What was discovered, and one of it with the contacts that it was counted from. */
export function opportunityPageRoutes(deps: ConsoleDeps): Hono {
  const { db } = deps;
  const app = new Hono();
  app.get('/opportunities', async (c) => {
    const view = viewOf(deps);
    const found = await listOpportunities(db);
    return showPage(
      c,
      { view, title: 'Opportunities', section: '/opportunities' },
      <OpportunitiesPage {...found} view={view} />,
    );
  });
  app.get('/opportunities/:id', async (c) => {
    const view = viewOf(deps);
    const id = c.req.param('id');
    const opportunity = id.includes('\0') ? null : await findOpportunity(db, id);
    if (!opportunity)
      throw new PageError(
        404,
        'There is no such opportunity',
        'What is found anew replaces what was found before. Look in the list.',
      );
    const page = pageIn(c.req.query());
    const { rows, total } = await contactsOf(db, id, { most: PAGE, skip: (page - 1) * PAGE });
    return showPage(
      c,
      { view, title: 'Opportunity', section: '/opportunities' },
      <OpportunityPage opportunity={opportunity} rows={rows} total={total} page={page} view={view} />,
    );
  });
  app.post('/opportunities/:id/play', csrf(), async (c) => {
    const id = c.req.param('id');
    if (id.includes('\0')) throw new PageError(404, 'There is no such opportunity', 'Look in the list.');
    const { play } = await draftPlay(deps, id);
    return c.redirect(`/plays/${encodeURIComponent(play.id)}/backtest?done=created`, 303);
  });
  return app;
}
