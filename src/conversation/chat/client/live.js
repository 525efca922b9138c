const SOON = 5_000;

/**
 * Follows what a person writes, also over a connection that breaks.
 * @param {(after: number) => string} url
 * @param {number} seen the last message that is known
 * @param {{ message(message: import('./api.js').Message): void, end(): void }} told
 */
export function follow(url, seen, told) {
  let stopped = false;
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function listen() {
    source = new EventSource(url(seen));
    source.addEventListener('message', (event) => {
      const message = JSON.parse(event.data);
      if (message.seq <= seen) return;
      seen = message.seq;
      told.message(message);
    });
    source.addEventListener('end', () => {
      stop();
      told.end();
    });
    source.addEventListener('error', () => {
      // The browser tries again by itself unless it was refused.
      if (!stopped && source?.readyState === EventSource.CLOSED) timer = setTimeout(listen, SOON);
    });
  }

  function stop() {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  }

  listen();
  return { stop };
}
