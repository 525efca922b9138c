import { Hono } from 'hono';
import {
  countByScore,
  findCard,
  listCards,
  namesOf,
  type Sight,
  sightOf,
  trendsIn,
  viewerOf,
} from '../../conversation/index.ts';
import { ApiError, DAY, type Db, storable } from '../../platform/index.ts';
import { type ConsoleDeps, viewOf } from '../deps.ts';
import { agentOf } from '../desk/take-routes.ts';
import { asked } from '../links.ts';
import { PAGE } from '../lists/filter-bar.tsx';
import { showPage } from '../page.tsx';
import { PageError } from '../page-error.ts';
import { CardPage } from './card-page.tsx';
import { readCardFilter } from './filter.ts';
import { type Choices, ListPage } from './list-page.tsx';
import { TrendsPage } from './trends-page.tsx';

const WEEKS = 12;
const SECTION = '/scorecards';

/** `/scorecards`, one of them, and their trends; who looks sees what is theirs to see. */
export function scorecardPageRoutes(deps: ConsoleDeps): Hono {
  const { db, talks, config } = deps;
  const app = new Hono();
  app.get('/scorecards', async (c) => {
    const view = viewOf(deps);
    const viewer = viewerOf(c);
    const sight = sightOf(viewer);
    const given = c.req.query();
    // In the sandbox a name given at the desk chooses what is shown first, and hides nothing.
    const mine =
      config.sandbox && viewer.kind === 'company' && Object.keys(given).length === 0 ? agentOf(c) : '';
    const choices = await choicesOf(db, sight);
    const query = choices.agents.includes(mine) ? { agent: mine } : asked(given);
    const { page, ...filter } = readCardFilter(query);
    const { rows, total } = await listCards(db, filter, sight, { most: PAGE, skip: (page - 1) * PAGE });
    const { least: _, below: __, ...around } = filter;
    const bins = await countByScore(db, around, sight);
    const props = { rows, total, page, bins, query, choices, viewer, view };
    return showPage(c, { view, title: 'Scorecards', section: SECTION }, <ListPage {...props} />);
  });
  app.get('/scorecards/trends', async (c) => {
    const view = viewOf(deps);
    const viewer = viewerOf(c);
    const by = c.req.query('by') === 'team' ? 'team' : 'agent';
    const since = view.now - WEEKS * 7 * DAY;
    const trends = await trendsIn(db, by, { since }, viewer);
    const props = { by, trends, since, viewer, view } as const;
    return showPage(c, { view, title: 'Trends of scorecards', section: SECTION }, <TrendsPage {...props} />);
  });
  app.get('/scorecards/:id', async (c) => {
    const view = viewOf(deps);
    const id = c.req.param('id');
    const kept = storable(id) ? await findCard(db, id, sightOf(viewerOf(c))) : null;
    if (!kept)
      throw new PageError(
        404,
        'There is no such scorecard',
        'Or it is not yours to see: agents see their own, coaches their team’s.',
      );
    const turns = await talks.read(id).then(
      (following) => following.turns,
      (error: unknown) => {
        if (error instanceof ApiError && error.status === 404) return [];
        throw error;
      },
    );
    return showPage(
      c,
      { view, title: 'Scorecard', section: SECTION },
      <CardPage {...{ kept, turns, view }} />,
    );
  });
  return app;
}

async function choicesOf(db: Db, sight: Sight): Promise<Choices> {
  return {
    agents: await namesOf(db, 'agent', sight),
    teams: await namesOf(db, 'team', sight),
    reasons: await namesOf(db, 'reason', sight),
  };
}
