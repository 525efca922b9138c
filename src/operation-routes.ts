import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Db, type Metrics, router } from './platform/index.ts';

const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const ASSETS: Record<string, string> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
};

/** What whoever runs the product needs: health, readiness, metrics, and the API's own description. */
export function operationRoutes({ db, metrics }: { db: Db; metrics: Metrics }) {
  const app = router();
  app.use('*', async (c, next) => {
    const end = metrics.httpSeconds.startTimer();
    await next();
    end({ method: c.req.method, route: c.req.routePath, status: String(c.res.status) });
  });
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    try {
      await db.query('select 1');
      return c.text('ready');
    } catch {
      return c.text('the store does not answer', 503);
    }
  });
  app.get('/metrics', async (c) =>
    c.text(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }),
  );
  app.get('/docs', (c) =>
    c.html(
      '<!doctype html><html lang="en"><title>Beforehand API</title><meta name="viewport" content="width=device-width">' +
        '<link rel="stylesheet" href="/docs/swagger-ui.css"><div id="api"></div>' +
        '<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></html>',
    ),
  );
  app.get('/docs/start.js', (c) =>
    c.text("SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api' });", 200, {
      'content-type': 'text/javascript',
    }),
  );
  app.get('/docs/:file', async (c) => {
    const type = ASSETS[c.req.param('file')];
    if (!type) return c.notFound();
    return c.body(await readFile(join(swagger, c.req.param('file'))), 200, { 'content-type': type });
  });
  return app;
}
