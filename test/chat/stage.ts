import { sign } from 'hono/jwt';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { systemClock } from '../../src/platform/index.ts';
import { companyPages, listen, newPage } from './browser.ts';
import { type Script, scriptedDoor } from './door.ts';
import { openChatApp, SECRET } from './open.ts';

export const tokenOf = (sub: string) =>
  sign({ sub, aud: 'beforehand-chat', exp: Math.floor(systemClock.now() / 1000) + 600 }, SECRET);

/** A company's page with the chat of a service beside it, and a browser before it. */
export async function stage(
  browser: Browser,
  scripts: Record<string, Script>,
  options: BrowserContextOptions = {},
  more: Parameters<typeof openChatApp>[1] = {},
) {
  const scripted = scriptedDoor(scripts);
  let fetch: Parameters<typeof listen>[0] = () => new Response();
  const service = await listen((request, env) => fetch(request, env));
  const company = await listen(companyPages(service.address).fetch);
  const opened = openChatApp(
    scripted.door,
    { clock: systemClock, ...more },
    { BEFOREHAND_CHAT_ORIGINS: company.address },
  );
  fetch = opened.app.fetch;
  const { page, complaints } = await newPage(browser, options);
  return {
    ...scripted,
    ...opened,
    page,
    complaints,
    service: service.address,
    company: company.address,
    go: (query: Record<string, string> = {}) =>
      page.goto(`${company.address}/?${new URLSearchParams(query)}`),
    close: async () => {
      await page.context().close();
      await Promise.all([service.close(), company.close()]);
    },
  };
}
