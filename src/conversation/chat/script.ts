import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

/** In the order in which they need each other. */
const MODULES = ['words', 'style', 'kept', 'api', 'elements', 'panel', 'launcher', 'live', 'chat', 'main'];
const DAY_AND_MORE = 'public, max-age=31536000, immutable';
const SHORT = 'public, max-age=600';

/**
 * The modules of `client/` as one script, which is what one tag can load. They are written for it: imports on one line
 * each, names that are told apart across modules, `export` only before declarations.
 */
const body = [
  "(() => {\n'use strict';\n",
  ...MODULES.map((name) =>
    readFileSync(new URL(`./client/${name}.js`, import.meta.url), 'utf8')
      .replace(/^import .*\n/gm, '')
      .replace(/^export /gm, ''),
  ),
  '})();\n',
].join('');
const version = createHash('sha256').update(body).digest('hex').slice(0, 12);

/** The address of the script as it is now, which a browser may keep for good. */
export const SCRIPT_PATH = `/chat/beforehand.js?v=${version}`;

/** `/chat/beforehand.js`: any page may load it, pages that isolate themselves too (COEP). */
export function scriptRoutes(): Hono {
  const app = new Hono();
  app.get('/chat/beforehand.js', (c) => {
    const etag = `"${version}"`;
    const headers = {
      'Cache-Control': c.req.query('v') === version ? DAY_AND_MORE : SHORT,
      ETag: etag,
      'X-Content-Type-Options': 'nosniff',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    };
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
    return c.body(body, 200, { ...headers, 'Content-Type': 'text/javascript; charset=utf-8' });
  });
  return app;
}
