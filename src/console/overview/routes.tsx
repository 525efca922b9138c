import { Hono } from 'hono';
import { overview } from '../../insight/index.ts';
import { type ConsoleDeps, viewOf } from '../deps.ts';
import { showPage, showPart } from '../page.tsx';
import { shared } from '../shared.ts';
import { latestContacts, latestOutreach } from '../store.ts';
import { Figures, OverviewPage } from './overview-page.tsx';
import { periodOf, readWindow, type WindowName } from './period.ts';
import { Stream } from './stream.tsx';

const NEWEST = 12;

/** `/` and the parts of it that an open page asks for again. */
export function overviewRoutes(deps: ConsoleDeps): Hono {
  const { db } = deps;
  const latest = async (now: number) => ({
    contacts: await latestContacts(db, now, NEWEST),
    outreach: await latestOutreach(db, now, NEWEST),
  });
  let rings = 0;
  deps.bell.listen(() => rings++);
  const figuresOf = shared(
    (window: WindowName) => overview(db, periodOf(window, deps.clock.now())),
    () => rings,
  );
  const app = new Hono();
  app.get('/', async (c) => {
    const window = readWindow(c.req.query('window'));
    const view = viewOf(deps);
    const data = await figuresOf(window);
    const stream = await latest(view.now);
    return showPage(
      c,
      { view, title: 'Overview', section: '/' },
      <OverviewPage data={data} stream={stream} window={window} view={view} />,
    );
  });
  app.get('/fragments/figures', async (c) => {
    const window = readWindow(c.req.query('window'));
    const view = viewOf(deps);
    const data = await figuresOf(window);
    return showPart(c, <Figures data={data} window={window} view={view} />);
  });
  app.get('/fragments/stream', async (c) => {
    const view = viewOf(deps);
    return showPart(c, <Stream {...(await latest(view.now))} view={view} />);
  });
  return app;
}
