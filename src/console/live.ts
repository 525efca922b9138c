import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { type Bell, SECOND } from '../platform/index.ts';

/** Least time between two words to a page, in ms: pages ask again for what they show. */
const EVERY = 500;
/** The same for what is dear to compute. */
const FIGURES_EVERY = 4 * EVERY;
/** A line that says nothing goes out this often, so that a closed page is noticed and no proxy hangs up. */
const KEEP_ALIVE = 20 * SECOND;

type Deps = { bell: Bell; stopping?: AbortSignal; tick(): string };
type Client = { stream: SSEStreamingApi; end(): void };

/**
 * Server-sent events for open pages: each topic that the bell rang, `change` for any of them, `figures` less often,
 * and `tick` with the clock's words when they changed. A stream begins with all but the topics, as something may have
 * happened between the page and its stream. It ends when the page is closed or the service stops. All pages are told
 * in one beat, so that what they then ask for is computed once.
 */
export function openLive({ bell, stopping, tick }: Deps): (c: Context) => Response {
  const clients = new Set<Client>();
  const topics = new Set<string>();
  let figures = false;
  let shown = '';
  let turns = 0;
  let rest = () => {};

  function listen() {
    const unlisten = bell.listen((topic) => {
      topics.add(topic.replace(/[\r\n]/g, ' ')).add('change');
      figures = true;
    });
    const timer = setInterval(beat, EVERY);
    shown = tick();
    return () => {
      clearInterval(timer);
      unlisten();
      topics.clear();
      figures = false;
    };
  }

  function beat() {
    turns++;
    for (const topic of topics) tell(topic, '');
    topics.clear();
    if (figures && turns % (FIGURES_EVERY / EVERY) === 0) {
      tell('figures', '');
      figures = false;
    }
    const words = tick();
    if (words !== shown) tell('tick', words);
    shown = words;
    if (turns % (KEEP_ALIVE / EVERY) === 0)
      for (const { stream } of clients) void stream.write(': still here\n\n');
  }

  function tell(event: string, data: string) {
    for (const { stream } of clients) void stream.writeSSE({ event, data });
  }

  function join(stream: SSEStreamingApi): Promise<void> {
    return new Promise((resolve) => {
      const client = { stream, end };
      stream.onAbort(end);
      if (stopping?.aborted) return resolve();
      if (!clients.size) rest = listen();
      clients.add(client);
      for (const event of ['change', 'figures']) void stream.writeSSE({ event, data: '' });
      void stream.writeSSE({ event: 'tick', data: tick() });

      function end() {
        if (clients.delete(client) && !clients.size) rest();
        resolve();
      }
    });
  }

  stopping?.addEventListener('abort', () => {
    for (const client of [...clients]) client.end();
  });

  return (c) => {
    c.header('X-Accel-Buffering', 'no');
    const response = streamSSE(c, join);
    // Kept alive after its end, the connection would carry the browser's next try, and a server that waits for its
    // connections would never close.
    response.headers.set('Connection', 'close');
    return response;
  };
}
