import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
export const there = existsSync(executablePath);
if (!there)
  process.stderr.write(
    `The browser tests of the chat are left out: there is no Chromium at ${executablePath}.\n`,
  );

export function openBrowser(): Promise<Browser> {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  return chromium.launch({
    executablePath,
    args: [...args, '--disable-background-networking', '--disable-sync'],
  });
}

export async function listen(
  fetch: (request: Request, env: object) => Response | Promise<Response>,
): Promise<{ address: string; close(): Promise<void> }> {
  let server: ServerType | undefined;
  const address = await new Promise<string>((resolve) => {
    server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      resolve(`http://127.0.0.1:${info.port}`),
    );
  });
  return {
    address,
    close: () =>
      new Promise((resolve) => {
        server?.close(() => resolve());
        if (server && 'closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** A company's page of another origin, with as strict a policy as it can have and styles that would spoil the chat's. */
export function companyPages(chat: string): Hono {
  const app = new Hono();
  app.get('/', (c) => {
    const { token, locale, greet, accent } = c.req.query();
    const data = Object.entries({ token, locale, greet, accent })
      .filter(([, value]) => value)
      .map(([name, value]) => `data-${name}="${value}"`)
      .join(' ');
    c.header(
      'Content-Security-Policy',
      `default-src 'none'; script-src ${chat}; connect-src ${chat}; style-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`,
    );
    return c.html(`<!doctype html><html lang="en"><head><title>Airline</title>
      <link rel="stylesheet" href="/page.css"><link rel="icon" href="data:,">
      <script src="${chat}/chat/beforehand.js" ${data} defer></script></head>
      <body><h1>Airline</h1><button id="help">Help</button><p id="words">Flights and more.</p></body></html>`);
  });
  app.get('/page.css', (c) =>
    c.body(
      'div, section, button, input { display: none !important; color: red !important; font-size: 40px !important } #help { display: block !important } p { color: rgb(1, 2, 3) }',
      200,
      { 'Content-Type': 'text/css' },
    ),
  );
  return app;
}

/** A page that keeps whatever it complains about. */
export async function newPage(browser: Browser, options: BrowserContextOptions = {}) {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
    console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI));`);
  return { page, complaints };
}

/** What is in the log, line by line, as it is shown. */
export async function logOf(page: Page): Promise<string[]> {
  const lines = await page.locator('.log > *').allInnerTexts();
  return lines.map((line) => line.replace(/\s+/g, ' ').trim());
}

/** What has the focus, within the chat or on the page. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const at = document.activeElement;
    const within = at?.shadowRoot?.activeElement ?? at;
    return within.getAttribute('aria-label') ?? within.getAttribute('placeholder') ?? (within.id || within.tagName);
  })()`);
}
