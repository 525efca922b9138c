import { loadConfig, type Overrides } from '../../src/config/index.ts';
import { type App, openApp } from '../../src/main.ts';
import type { Db } from '../../src/platform/index.ts';

export type Answer = { status: number; body: unknown };

/** The product in the sandbox on a manual clock, entered as from outside: by requests. */
export type TestApp = {
  app: App;
  post(path: string, body: unknown): Promise<Answer>;
  get<T = Record<string, unknown>>(path: string): Promise<T>;
  /** Moves the clock; all work due by then is done when this returns. */
  clock(now: string): Promise<void>;
  track(
    userId: string,
    event: string,
    timestamp: string,
    properties: Record<string, unknown>,
    messageId?: string,
  ): Promise<Answer>;
  identify(userId: string, timestamp: string, traits: Record<string, unknown>): Promise<Answer>;
  outbox(): Promise<OutboxMessage[]>;
};
export type OutboxMessage = {
  id: string;
  channel: string;
  to: string;
  subject: string | null;
  text: string;
  at: string;
  customerId: string;
};

const KEY = `Basic ${Buffer.from('sandbox:').toString('base64')}`;

/** The store outlives the app, so that a test can restart the product on it. */
export async function testApp(db: Db, overrides: Overrides = {}): Promise<TestApp> {
  const config = loadConfig(
    {},
    {
      BEFOREHAND_SANDBOX: '1',
      BEFOREHAND_CLOCK: 'manual',
      BEFOREHAND_LOG: 'error',
      BEFOREHAND_TIME_ZONE: 'America/Chicago',
      ...overrides,
    },
  );
  const app = await openApp(config, { db });
  const send = async (path: string, init: RequestInit) => {
    const response = await app.request(path, {
      ...init,
      headers: { authorization: KEY, 'content-type': 'application/json' },
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  };
  const post = (path: string, body: unknown) => send(path, { method: 'POST', body: JSON.stringify(body) });
  const get = async <T>(path: string) => {
    const { status, body } = await send(path, {});
    if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`);
    return body as T;
  };
  let sent = 0;
  return {
    app,
    post,
    get,
    clock: async (now) => {
      const { status, body } = await post('/v1/clock', { now });
      if (status !== 200) throw new Error(`the clock refused ${now}: ${JSON.stringify(body)}`);
    },
    track: (userId, event, timestamp, properties, messageId = `${userId}-${event}-${timestamp}-${sent++}`) =>
      post('/v1/track', { userId, event, timestamp, properties, messageId }),
    identify: (userId, timestamp, traits) =>
      post('/v1/identify', { userId, timestamp, traits, messageId: `${userId}-identify-${timestamp}` }),
    outbox: async () => (await get<{ messages: OutboxMessage[] }>('/v1/sandbox/outbox')).messages,
  };
}
