import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { ApiError } from '../platform/index.ts';
import { assetRoutes } from './assets.ts';
import { coachRoutes } from './coach/routes.tsx';
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
import { phoneRoutes } from './phone/routes.tsx';
import { playRoutes } from './plays/routes.tsx';
import { scorecardPageRoutes } from './scorecards/routes.tsx';
import { Now } from './when.tsx';

/** The pages for people, with their assets and the live stream that keeps open pages up to date. */
export function consoleRoutes(deps: ConsoleDeps): Hono {
  const app = new Hono();
  const tick = () => String(<Now at={deps.clock.now()} zone={deps.config.defaultTimeZone} />);
  app.get('/live', openLive({ ...deps, tick }));
  app.route('/', assetRoutes());
  app.route('/', overviewRoutes(deps));
  app.route('/', opportunityPageRoutes(deps));
  app.route('/', playRoutes(deps));
  app.route('/', customerPageRoutes(deps));
  app.route('/', listRoutes(deps));
  app.route('/', forecastPageRoutes(deps));
  app.route('/', deskRoutes(deps));
  app.route('/', scorecardPageRoutes(deps));
  app.route('/', coachRoutes(deps));
  app.route('/', phoneRoutes(deps));
  const failed = (c: Context, status: 400 | 403 | 404 | 409 | 500, heading: string, mend: string) =>
    showPage(
      c,
      { view: viewOf(deps), title: heading, section: null },
      <ErrorPage heading={heading} mend={mend} />,
      status,
    );
  app.notFound((c) => failed(c, 404, 'There is no such page', 'The address may be mistyped.'));
  app.onError((error, c) => {
    if (error instanceof PageError) return failed(c, error.status, error.message, error.mend);
    if (error instanceof ApiError && (error.status === 403 || error.status === 404 || error.status === 409))
      return failed(c, error.status, `Refused: ${error.message}`, error.body.mend ?? 'Nothing was changed.');
    if (error instanceof HTTPException && error.status === 403)
      return failed(c, 403, 'This form came from another site', 'Send it from a page of this console.');
    if (!deps.log) throw error;
    deps.log.error({ err: error, path: c.req.path }, 'page failed');
    return failed(c, 500, 'Something failed on our side', 'It was logged. Try again in a moment.');
  });
  return app;
}
