import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bell, type Db, HOUR } from '../../src/platform/index.ts';
import { testDb } from '../support/database.ts';
import { NOW, openConsole } from './open.ts';

let db: Db;
beforeAll(async () => {
  db = await testDb();
});
afterAll(() => db.close());

/** Reads server-sent events as `event: data` lines until one holds what is waited for, or the stream ends. */
function reading(response: Response) {
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const seen: string[] = [];
  let rest = '';
  async function until(wanted: string | null): Promise<string[]> {
    for (;;) {
      const at = seen.findIndex((event) => wanted !== null && event.includes(wanted));
      if (at >= 0) return seen.splice(0, at + 1);
      const { done, value } = await reader.read();
      if (done) return seen.splice(0);
      const parts = (rest + new TextDecoder().decode(value)).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(part)?.[1] ?? '';
        if (field('event')) seen.push(`${field('event')}: ${field('data')}`);
      }
    }
  }
  return { until, leave: () => reader.cancel() };
}

test('begins with what may have been missed and the clock, then tells what rings, each topic once at a time', async () => {
  const { app, bell, clock } = openConsole(db);
  const response = await app.request('/live');
  expect(response.headers.get('content-type')).toMatch('text/event-stream');
  const stream = reading(response);
  const first = await stream.until('tick');
  expect(first.slice(0, 2)).toEqual(['change: ', 'figures: ']);
  expect(first[2]).toContain('07:00 America/Chicago');
  for (let i = 0; i < 1000; i++) bell.ring(i % 2 ? 'contact' : 'outreach');
  expect(await stream.until('figures')).toEqual(['outreach: ', 'change: ', 'contact: ', 'figures: ']);
  clock.set(NOW + HOUR);
  expect(await stream.until('tick')).toEqual([expect.stringContaining('08:00 America/Chicago')]);
  await stream.leave();
});

test('ends when the service stops, for every tab, and at once for one that comes after', async () => {
  const stopping = new AbortController();
  const { app } = openConsole(db, { stopping: stopping.signal });
  const tabs = await Promise.all(Array.from({ length: 8 }, async () => reading(await app.request('/live'))));
  await Promise.all(tabs.map((tab) => tab.until('tick')));
  stopping.abort();
  for (const tab of tabs) expect(await tab.until(null)).toEqual([]);
  expect(await reading(await app.request('/live')).until(null)).toEqual([]);
});

test('when the last tab is closed, nothing is listened for', async () => {
  const bell = new Bell();
  let listening = 0;
  const listen = bell.listen.bind(bell);
  bell.listen = (listener) => {
    listening++;
    const stop = listen(listener);
    return () => {
      listening--;
      stop();
    };
  };
  const { app } = openConsole(db, { bell });
  const alone = listening;
  const tabs = [reading(await app.request('/live')), reading(await app.request('/live'))];
  await Promise.all(tabs.map((tab) => tab.until('tick')));
  expect(listening).toBe(alone + 1);
  await tabs[0]?.leave();
  expect(listening).toBe(alone + 1);
  await tabs[1]?.leave();
  expect(listening).toBe(alone);
});
