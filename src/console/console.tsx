import { type Context, Hono } from 'hono';
import { assetRoutes } from './assets.ts';
import { customerPageRoutes } from './customer/routes.tsx';
import { type ConsoleDeps, viewOf } from './deps.ts';
import { deskRoutes } from './desk/routes.tsx';
import { forecastPageRoutes } from './forecast/routes.tsx';
import { listRoutes } from './lists/routes.tsx';
import { openLive } from './live.ts';
import { opportunityPageRoutes } from './opportunities/routes.tsx';
import { overviewRoutes } from './overview/routes.tsx';
import { ErrorPage, showPage } from './page.tsx';
import { PageError } from './page-error.ts';
import { Now } from './when.tsx';

/** The pages for people, with their assets and the live stream that keeps open pages up to date. */
export function consoleRoutes(deps: ConsoleDeps): Hono {
  const app = new Hono();
  const tick = () => String(<Now at={deps.clock.now()} zone={deps.config.defaultTimeZone} />);
  app.get('/live', openLive({ ...deps, tick }));
  app.route('/', assetRoutes());
  app.route('/', overviewRoutes(deps));
  app.route('/', opportunityPageRoutes(deps));
  app.route('/', customerPageRoutes(deps));
  app.route('/', listRoutes(deps));
  app.route('/', forecastPageRoutes(deps));
  app.route('/', deskRoutes(deps));
  const failed = (c: Context, status: 400 | 404 | 500, heading: string, mend: string) =>
    showPage(
      c,
      { view: viewOf(deps), title: heading, section: null },
      <ErrorPage heading={heading} mend={mend} />,
      status,
    );
  app.notFound((c) => failed(c, 404, 'There is no such page', 'The address may be mistyped.'));
  app.onError((error, c) => {
    if (error instanceof PageError) return failed(c, error.status, error.message, error.mend);
    if (!deps.log) throw error;
    deps.log.error({ err: error, path: c.req.path }, 'page failed');
    return failed(c, 500, 'Something failed on our side', 'It was logged. Try again in a moment.');
  });
  return app;
}
