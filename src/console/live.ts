import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { type Bell, type Clock, SECOND } from '../platform/index.ts';

/** Least time between two words to a page, in ms: pages ask again for what they show. */
const EVERY = 500;
/** The same for what is dear to compute. */
const FIGURES_EVERY = 4 * EVERY;
/** A line that says nothing goes out this often, so that a closed page is noticed and no proxy hangs up. */
const KEEP_ALIVE = 20 * SECOND;

type Deps = { clock: Clock; bell: Bell; stopping?: AbortSignal; tick(): string };

/**
 * Server-sent events for open pages: each topic that the bell rang, `change` for any of them, `figures` less often,
 * and `tick` with the clock's words when they changed. Begins with `change` and `figures`, as something may have
 * happened between the page and this stream. Ends when the page is closed or the service stops.
 */
export function live(c: Context, { bell, stopping, tick }: Deps): Response {
  c.header('X-Accel-Buffering', 'no');
  const response = streamSSE(c, async (stream) => {
    const topics = new Set(['change']);
    let figures = true;
    let shown = '';
    let over = false;
    const unlisten = bell.listen((topic) => {
      topics.add(topic).add('change');
      figures = true;
    });
    await new Promise<void>((resolve) => {
      let turns = 0;
      const timer = setInterval(turn, EVERY);
      stream.onAbort(end);
      stopping?.addEventListener('abort', end, { once: true });
      if (stopping?.aborted) end();
      else turn();

      function turn() {
        for (const topic of topics) send(topic, '');
        topics.clear();
        if (figures && turns % (FIGURES_EVERY / EVERY) === 0) {
          send('figures', '');
          figures = false;
        }
        const words = tick();
        if (words !== shown) send('tick', words);
        shown = words;
        if (turns % (KEEP_ALIVE / EVERY) === KEEP_ALIVE / EVERY - 1) void stream.write(': still here\n\n');
        turns++;
      }

      function send(event: string, data: string) {
        if (!over) void stream.writeSSE({ event: event.replace(/[\r\n]/g, ' '), data });
      }

      function end() {
        over = true;
        clearInterval(timer);
        unlisten();
        stopping?.removeEventListener('abort', end);
        resolve();
      }
    });
  });
  // Kept alive after its end, the connection would carry the browser's next try, and a server that waits for its
  // connections would never close.
  response.headers.set('Connection', 'close');
  return response;
}
