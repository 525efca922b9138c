import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Customer } from '../../customers/index.ts';
import { localeOf } from '../reasons/index.ts';
import { SCRIPT_PATH } from './script.ts';
import { tokenFor } from './token.ts';
import type { ChatDeps } from './types.ts';

const MOST_SHOWN = 30;
const STYLE = readFileSync(new URL('./demo.css', import.meta.url), 'utf8');
/** Nothing is allowed but what the chat needs of a page: its script and its service. */
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

type Props = { company: string; as: Customer | null; token: string | null; q: string; found: Customer[] };

/** `/chat/demo`: a page of a company on which one logs in as anyone. For the sandbox only: it vouches for everybody. */
export function demoRoutes(
  { config, clock, findCustomers }: Pick<ChatDeps, 'config' | 'clock' | 'findCustomers'>,
  secret: string,
): Hono {
  const app = new Hono();
  app.get('/chat/demo', async (c) => {
    const [id = '', q = ''] = [c.req.query('as'), c.req.query('q')];
    const found = await findCustomers(q.slice(0, 200).toWellFormed().replaceAll('\0', ''), MOST_SHOWN);
    const as = id ? ((await findCustomers(id, MOST_SHOWN)).find((one) => one.id === id) ?? null) : null;
    const token = as && (await tokenFor(as.id, secret, clock.now()));
    c.header('Content-Security-Policy', POLICY);
    c.header('Cache-Control', 'no-store');
    c.header('Referrer-Policy', 'no-referrer');
    return c.html(
      html`<!doctype html>${<Demo company={config.company.name} as={as} token={token} q={q} found={found} />}`,
    );
  });
  app.get('/chat/demo.css', (c) => c.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  return app;
}

function Demo({ company, as, token, q, found }: Props) {
  const here = as ? loggedIn(as) : '/chat/demo';
  return (
    <html lang={localeOf(as?.locale ?? null)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{company}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/chat/demo.css" />
        <script
          src={SCRIPT_PATH}
          data-token={token ?? undefined}
          data-accent="#0b5c6b"
          data-greet="bubble"
          defer
        ></script>
      </head>
      <body>
        <header>
          <strong>{company}</strong>
          <nav aria-label="Site">
            <a href={here}>Flights</a>
            <a href={here}>Check-in</a>
            <a href={here}>My trips</a>
          </nav>
          <p>{as ? `Logged in as ${nameOf(as)}` : 'Not logged in'}</p>
        </header>
        <main>
          <h1>Where to next?</h1>
          <p>
            A sample page of the sandbox. Log in as a customer and open the chat in the corner: it knows what
            they are likely to ask. Not logged in, it is the chat of any visitor.
          </p>
          <form method="get" action="/chat/demo">
            <label>
              <span>Customer: name, id, e-mail address or telephone number begins with</span>
              <input type="search" name="q" value={q} autocomplete="off" maxlength={200} />
            </label>
            <button type="submit">Find</button>
          </form>
          <ul>
            {as && (
              <li>
                <a href="/chat/demo">Log out</a>
              </li>
            )}
            {found.map((one) => (
              <li>
                <a href={loggedIn(one)} aria-current={one.id === as?.id ? 'true' : undefined}>
                  Log in as {nameOf(one)}
                </a>
              </li>
            ))}
          </ul>
          {found.length === 0 && <p>No customer is found. Import a history first: `beforehand demo` does.</p>}
        </main>
      </body>
    </html>
  );
}

function loggedIn({ id }: Customer): string {
  return `/chat/demo?as=${encodeURIComponent(id)}`;
}

function nameOf({ id, traits }: Customer): string {
  const name = [traits.firstName, traits.lastName].filter((part) => typeof part === 'string').join(' ');
  return name ? `${name} (${id})` : id;
}
