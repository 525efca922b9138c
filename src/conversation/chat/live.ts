import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { ApiError, SECOND } from '../../platform/index.ts';
import type { Chats } from './chat.ts';
import type { ChatDeps } from './types.ts';

/** So often a line goes out that a closed page is noticed and no proxy hangs up, and what another process took in is seen. */
const KEEP_ALIVE = 20 * SECOND;
/** Open streams of one chat: a page, and the same page in a few more tabs. */
const MOST_STREAMS = 4;

/**
 * What a person writes, as server-sent events `message`, each with its `seq` as id; `end` when the chat has ended. A page
 * goes on after the last that it saw: `Last-Event-ID`, or `after` at first.
 */
export function openChatLive({
  bell,
  stopping,
  chats,
}: Pick<ChatDeps, 'bell' | 'stopping'> & { chats: Chats }) {
  const open = new Map<string, number>();
  const count = (id: string, by: number) => {
    const now = (open.get(id) ?? 0) + by;
    if (now > 0) open.set(id, now);
    else open.delete(id);
  };
  return async (c: Context, id: string, after: number): Promise<Response> => {
    if ((await chats.news(id, after)) === null) {
      throw new ApiError(409, 'no person has this chat', {
        where: 'session',
        mend: 'ask when an answer says "person": true',
      });
    }
    if ((open.get(id) ?? 0) >= MOST_STREAMS) {
      throw new ApiError(409, `this chat has ${MOST_STREAMS} streams open already`, { mend: 'close one' });
    }
    count(id, 1);
    c.header('X-Accel-Buffering', 'no');
    const response = streamSSE(c, async (stream) => {
      let told = after;
      const news = signal(bell, stopping);
      stream.onAbort(news.stop);
      try {
        // Tells the page at once that it is connected.
        await stream.write(': here\n\n');
        while (!stream.aborted && !stopping?.aborted) {
          const turns = await chats.news(id, told);
          for (const { seq, labels } of turns ?? []) {
            const data = JSON.stringify({ by: 'person', text: labels.text, seq });
            await stream.writeSSE({ id: String(seq), event: 'message', data });
            told = seq;
          }
          if (turns === null) {
            await stream.writeSSE({ event: 'end', data: '' });
            break;
          }
          if (await news.next()) await stream.write(': still here\n\n');
        }
      } finally {
        news.stop();
        count(id, -1);
      }
    });
    // Kept alive after its end, the connection would carry the browser's next try, and the server would never close.
    response.headers.set('Connection', 'close');
    return response;
  };
}

/** Waits for the bell, without missing a ring between two waits, or for the time to show life. */
function signal(bell: ChatDeps['bell'], stopping: AbortSignal | undefined) {
  let wake = () => {};
  let rung = false;
  const ring = () => {
    rung = true;
    wake();
  };
  const unlisten = bell.listen((topic) => {
    if (topic === 'conversation') ring();
  });
  stopping?.addEventListener('abort', ring);
  return {
    /** Whether it was quiet all the while. */
    next: async (): Promise<boolean> => {
      let timer: NodeJS.Timeout | undefined;
      if (!rung) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, KEEP_ALIVE);
        });
      }
      clearTimeout(timer);
      const quiet = !rung;
      rung = false;
      return quiet;
    },
    stop: () => {
      unlisten();
      stopping?.removeEventListener('abort', ring);
      ring();
    },
  };
}
