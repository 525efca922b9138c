import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { FIGURES_CSS } from '../forecast/index.ts';

const { resolve } = createRequire(import.meta.url);
const own = (file: string) => fileURLToPath(new URL(`./static/${file}`, import.meta.url));

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** In the order in which a page reads them. */
const SHEETS = [
  'base.css',
  'cards.css',
  'rows.css',
  'talk.css',
  'desk.css',
  'people.css',
  'charts.css',
  'ladder.css',
  'opportunities.css',
  'plays.css',
  'play-form.css',
  'phone.css',
  'scorecards.css',
  'coach.css',
  'fold.css',
];

const FILES: Record<string, { path: string; type: string }> = {
  'pico.css': { path: resolve('@picocss/pico/css/pico.min.css'), type: STYLE },
  'figures.css': { path: FIGURES_CSS, type: STYLE },
  ...Object.fromEntries(SHEETS.map((name) => [name, { path: own(name), type: STYLE }])),
  'htmx.js': { path: resolve('htmx.org/dist/htmx.min.js'), type: SCRIPT },
  'console.js': { path: own('console.js'), type: SCRIPT },
  'coach.js': { path: own('coach.js'), type: SCRIPT },
  'phone.js': { path: own('phone.js'), type: SCRIPT },
  ...Object.fromEntries(
    ['phone-call.js', 'phone-log.js', 'phone-voice.js'].map((name) => [
      name,
      { path: own(name), type: SCRIPT },
    ]),
  ),
  'sse.js': { path: resolve('htmx-ext-sse/dist/sse.min.js'), type: SCRIPT },
  'icon.svg': { path: own('icon.svg'), type: 'image/svg+xml' },
};

const loaded = new Map(
  Object.entries(FILES).map(([name, { path, type }]) => {
    const body = readFileSync(path);
    return [name, { body, type, version: createHash('sha256').update(body).digest('hex').slice(0, 12) }];
  }),
);

/** The address of an asset, which changes with its content, so that a browser may keep it for good. */
export function asset(name: string): string {
  const file = loaded.get(name);
  if (!file) throw new Error(`there is no asset ${name}`);
  return `/assets/${name}?v=${file.version}`;
}

/** All stylesheets, the library's first. */
export function sheets(): string[] {
  return ['pico.css', ...SHEETS, 'figures.css'].map(asset);
}

/** `/assets/…`: the page's own files and the libraries' as they are installed. */
export function assetRoutes(): Hono {
  const app = new Hono();
  app.get('/assets/:name', (c) => {
    const file = loaded.get(c.req.param('name'));
    if (!file) return c.text('there is no such asset', 404);
    const etag = `"${file.version}"`;
    const keep = c.req.query('v') === file.version ? 'public, max-age=31536000, immutable' : 'no-cache';
    const headers = { 'Cache-Control': keep, ETag: etag, 'X-Content-Type-Options': 'nosniff' };
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
    return c.body(new Uint8Array(file.body), 200, { ...headers, 'Content-Type': file.type });
  });
  return app;
}
