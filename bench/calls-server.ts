// What bench/calls.ts measures, in a process of its own: the whole product on a port, and beside it, of the same process
// and over the same connections, what no webhook can do without: a handler and one read by primary key.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { loadConfig } from '../src/config/index.ts';
import { openApp } from '../src/main.ts';
import { bucketOf, openPostgres } from '../src/platform/index.ts';

const db = await openPostgres(process.env.DATABASE_URL ?? '');
const app = await openApp(loadConfig(process.env), { db });
const bare = new Hono();
bare.post('/bare', async (c) => {
  const id = c.req.query('id') ?? '';
  const [row] = await db.query<{ id: string }>(
    'select id, traits from customers where bucket = $1 and id = $2',
    [bucketOf(id), id],
  );
  return row ? c.text(row.id) : c.notFound();
});
const server = serve(
  {
    port: 0,
    hostname: '127.0.0.1',
    // Longer than anyone thinks, so that a connection is not closed just as it is used again.
    serverOptions: { keepAliveTimeout: 60_000 },
    fetch: (request, env) =>
      new URL(request.url).pathname === '/bare' ? bare.fetch(request, env) : app.fetch(request, env),
  },
  ({ port }) => process.send?.({ port }),
);
/** Milliseconds of processor time so far. */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ spent: (user + system) / 1000 });
});
process.once('disconnect', async () => {
  server.close();
  await app.close();
});
