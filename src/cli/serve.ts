import { serve } from '@hono/node-server';
import type { Config } from '../config/index.ts';
import { type App, openApp } from '../main.ts';

/** Runs until SIGINT or SIGTERM, then lets what is under way end and closes the store. */
export async function serveUntilStopped(
  config: Config,
  what: { http: boolean; work: boolean },
): Promise<void> {
  const app = await openApp(config);
  const server = what.http ? await listen(app) : null;
  if (config.sandbox) {
    process.stderr.write(
      'SANDBOX: no customer is reached; the API key is "sandbox" and webhooks may be unsigned.\n',
    );
  }
  if (server) process.stderr.write(`beforehand listens on ${server.url}\n`);
  // With a manual clock, time passes only when it is set, and work is done then.
  if (what.work && config.clock === 'system') app.worker.start();
  if (!server) process.stderr.write('beforehand works: outreach that is due goes out\n');
  await stopSignal();
  app.hangUp();
  await server?.close();
  await app.close();
}

/** Opens the port. Throws, saying so, when it is taken. */
export async function listen(app: App): Promise<{ url: string; close(): Promise<void> }> {
  const { host, port } = app.config;
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const opened = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(opened));
    opened.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new PortTaken(`port ${port} of ${host} is taken; choose another with --port`)
          : error,
      ),
    );
  });
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Open pages listen for live news and would keep the server for ever.
        if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 500).unref();
      }),
  };
}

export class PortTaken extends Error {
  override name = 'PortTaken';
}

export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
