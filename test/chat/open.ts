import { loadConfig, type Overrides } from '../../src/config/index.ts';
import { type ChatDeps, type ChatDoor, chatRoutes } from '../../src/conversation/index.ts';
import { Bell, ManualClock, openLog } from '../../src/platform/index.ts';

export const NOW = Date.parse('2026-03-10T12:00:00Z');
export const SECRET = 'a secret of the company and of ours';
export const ORIGIN = 'https://www.example.com';

/** Conversations at the desk, where nobody is expected to say anything. */
const noTalks: ChatDeps['talks'] = {
  begin: () => Promise.reject(new Error('no conversation was to begin at the desk')),
  say: () => Promise.reject(new Error('nothing was to be said at the desk')),
  hear: () => Promise.reject(new Error('nothing was to be heard at the desk')),
  read: () => Promise.reject(new Error('nothing was to be read at the desk')),
};

export type Told = {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the service answers is looked at by tests.
  body: any;
};

/** The chat over a door, at a clock that stands until it is set. */
export function openChatApp(door: ChatDoor, more: Partial<ChatDeps> = {}, flags: Overrides = {}) {
  const clock = new ManualClock(NOW);
  const bell = more.bell ?? new Bell();
  const config = loadConfig(
    {},
    { BEFOREHAND_CHAT_SECRET: SECRET, BEFOREHAND_CHAT_ORIGINS: ORIGIN, BEFOREHAND_LOG: 'silent', ...flags },
  );
  const app = chatRoutes({
    door,
    talks: noTalks,
    bell,
    config,
    clock,
    log: openLog('silent'),
    findCustomers: async () => [],
    ...more,
  });
  const told = async (response: Response): Promise<Told> => {
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const get = async (path: string, headers: Record<string, string> = {}) =>
    told(await app.request(path, { headers }));
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}, env = {}) =>
    told(
      await app.request(
        path,
        {
          method: 'POST',
          body: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
        },
        env,
      ),
    );
  const begin = async (body: object = {}) => (await post('/chat/sessions', body)).body.session as string;
  return { app, clock, bell, config, get, post, begin };
}
