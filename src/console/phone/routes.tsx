import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { limitWebhook } from '../../channels/index.ts';
import { searchCustomers } from '../../customers/index.ts';
import { callsNotTaken } from '../../outreach/index.ts';
import { type ConsoleDeps, viewOf } from '../deps.ts';
import { showPage, showPart } from '../page.tsx';
import { asTwilio, voicePath } from './forward.ts';
import { Callers, PhonePage } from './phone-page.tsx';

const SHOWN = 8;

/**
 * `/phone`: the product's telephone without a telephone. The page carries out what the voice webhooks answer; its
 * requests go through here, so that the token they are signed with stays where it is.
 */
export function phoneRoutes(deps: ConsoleDeps): Hono {
  const { db, config } = deps;
  const app = new Hono();
  const found = (q: string) => searchCustomers(db, q.replaceAll('\0', '').slice(0, 200), SHOWN);

  app.get('/phone', async (c) => {
    const view = viewOf(deps);
    const q = c.req.query('customer') ?? '';
    // Elsewhere the telephones that ring are real.
    const ringing = config.sandbox ? await callsNotTaken(db, view.now, SHOWN) : [];
    return showPage(
      c,
      { view, title: 'Phone', section: '/phone' },
      <PhonePage
        callers={await found(q)}
        ringing={ringing}
        q={q}
        signs={config.twilioAuthToken !== null}
        view={view}
      />,
    );
  });
  app.get('/fragments/phone/callers', async (c) =>
    showPart(c, <Callers callers={await found(c.req.query('q') ?? '')} />),
  );
  app.post('/phone/webhook', csrf(), limitWebhook, async (c) => {
    const address = c.req.query('to') ?? '';
    const path = voicePath(address, config.publicUrl);
    if (path === null) {
      const error = `${address || 'nothing'} is no voice webhook of ours`;
      return c.json({ error, where: 'query parameter to', mend: 'name a path under /voice/twiml' }, 404);
    }
    const request = asTwilio(path, await c.req.text(), config);
    const signed = request.headers.has('x-twilio-signature');
    const answer = await deps.webhook(request);
    return c.json({ path, signed, status: answer.status, body: await answer.text() }, 200, {
      'Cache-Control': 'no-store',
    });
  });
  return app;
}
