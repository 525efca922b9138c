import { Hono } from 'hono';
import { keptEvaluation, modelInUse } from '../../forecast/index.ts';
import { type ConsoleDeps, viewOf } from '../deps.ts';
import { showPage } from '../page.tsx';
import { ForecastPage } from './forecast-page.tsx';

/** `/forecast`: how good the forecast was found to be, and what the model in use was trained on. */
export function forecastPageRoutes(deps: ConsoleDeps): Hono {
  const app = new Hono();
  app.get('/forecast', async (c) => {
    const view = viewOf(deps);
    const evaluation = await keptEvaluation(deps.db);
    const model = await modelInUse(deps.db);
    return showPage(
      c,
      { view, title: 'How good the forecast is', section: '/forecast' },
      <ForecastPage evaluation={evaluation} model={model} view={view} />,
    );
  });
  return app;
}
