import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Instant } from '../platform/index.ts';
import { asset, sheets } from './assets.ts';
import { Now } from './when.tsx';

/** What every page is drawn with. `zone` is the IANA zone in which times are shown. */
export type View = { company: string; zone: string; sandbox: boolean; now: Instant };

const SECTIONS = [
  ['/', 'Overview'],
  ['/opportunities', 'Opportunities'],
  ['/plays', 'Plays'],
  ['/customers', 'Customers'],
  ['/outreach', 'Outreach'],
  ['/outbox', 'Outbox'],
  ['/contacts', 'Contacts'],
  ['/forecast', 'Forecast'],
  ['/dialogues', 'Front door'],
  ['/desk', 'Desk'],
  ['/scorecards', 'Scorecards'],
  ['/coach', 'Coach'],
  ['/phone', 'Phone'],
  ['/rejects', 'Rejects'],
] as const;
type Section = (typeof SECTIONS)[number][0];

/** Nothing but our own files, and no script in the page itself. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const HTMX = JSON.stringify({
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  historyEnabled: false,
  defaultSettleDelay: 0,
});

type PageProps = { view: View; title: string; section: Section | null };

function Layout({ view, title, section, children }: PropsWithChildren<PageProps>) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="htmx-config" content={HTMX} />
        <title>
          {title} · {view.company}
        </title>
        <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
        {sheets().map((href) => (
          <link rel="stylesheet" href={href} />
        ))}
        <script src={asset('htmx.js')} defer />
        <script src={asset('console.js')} defer />
        <script src={asset('sse.js')} defer />
      </head>
      <body hx-ext="sse" sse-connect="/live">
        <a class="skip" href="#main">
          Skip to content
        </a>
        <header class="top">
          <div class="container bar">
            <a class="brand" href="/">
              <img src={asset('icon.svg')} alt="" width="24" height="24" />
              <strong>Beforehand</strong>
              <span>{view.company}</span>
            </a>
            <div class="clock" sse-swap="tick">
              <Now at={view.now} zone={view.zone} />
            </div>
            <nav aria-label="Main">
              <ul>
                {SECTIONS.map(([path, name]) => (
                  <li>
                    <a href={path} aria-current={path === section ? 'page' : undefined}>
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          </div>
        </header>
        {view.sandbox && (
          <aside class="sandbox" aria-label="Sandbox">
            <div class="container">
              <strong>Sandbox.</strong> Nothing leaves this machine: messages land in the{' '}
              <a href="/outbox">outbox</a>, and anyone who reaches this address may send webhooks.
            </div>
          </aside>
        )}
        <main class="container" id="main">
          {children}
        </main>
        <footer class="container">
          Times are shown in {view.zone}. Every number opens the rows it was counted from.
        </footer>
      </body>
    </html>
  );
}

/** Answers with a whole page in the layout. */
export function showPage(
  c: Context,
  props: PageProps,
  body: Child,
  status: 200 | 400 | 403 | 404 | 409 | 500 = 200,
) {
  secure(c);
  return c.html(html`<!doctype html>${<Layout {...props}>{body}</Layout>}`, status);
}

/** Answers with a part of a page, for a page that is open. */
export function showPart(c: Context, body: Child) {
  secure(c);
  return c.html(html`${body}`);
}

function secure(c: Context): void {
  c.header('Content-Security-Policy', POLICY);
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'same-origin');
  c.header('Cache-Control', 'no-store');
}

export function ErrorPage({ heading, mend }: { heading: string; mend: string }) {
  return (
    <section class="empty">
      <h1>{heading}</h1>
      <p>{mend}</p>
      <p>
        <a href="/">Back to the overview</a>
      </p>
    </section>
  );
}
