import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { searchCustomers } from '../../customers/index.ts';
import { latestRejects } from '../../ingest/index.ts';
import { listContacts, listDialogues, listOutreach, stepsToAnswer } from '../../insight/index.ts';
import { driveAgain } from '../../outreach/index.ts';
import { bucketOf } from '../../platform/index.ts';
import { type ConsoleDeps, viewOf } from '../deps.ts';
import { asked, readContactFilter, readDialogueFilter, readOutreachFilter } from '../links.ts';
import { showPage, showPart } from '../page.tsx';
import { PageError } from '../page-error.ts';
import { choices, findOutreach, logOf, outbox } from '../store.ts';
import { ContactsPage } from './contacts.tsx';
import { CustomersPage } from './customers.tsx';
import { DialoguesPage } from './dialogues.tsx';
import { PAGE } from './filter-bar.tsx';
import { Messages, OutboxPage } from './outbox.tsx';
import { OutreachPage } from './outreach.tsx';
import { OutreachDetailPage } from './outreach-detail.tsx';
import { RejectsPage } from './rejects.tsx';

const MOST = 200;

/** The pages that show rows: contacts, outreach and one of it, outbox, customers, rejects. */
export function listRoutes(deps: ConsoleDeps): Hono {
  const { db } = deps;
  const app = new Hono();
  app.get('/contacts', async (c) => {
    const view = viewOf(deps);
    const { page, ...filter } = readContactFilter(c.req.query(), view.now);
    const { rows, total } = await listContacts(db, filter, { most: PAGE, skip: (page - 1) * PAGE });
    const reasons = await choices(db, 'contacts', 'reason');
    const channels = await choices(db, 'contacts', 'channel');
    const props = { rows, total, page, query: asked(c.req.query()), reasons, channels, view };
    return showPage(c, { view, title: 'Contacts', section: '/contacts' }, <ContactsPage {...props} />);
  });
  app.get('/dialogues', async (c) => {
    const view = viewOf(deps);
    const { page, ...filter } = readDialogueFilter(c.req.query(), view.now);
    const { rows, total } = await listDialogues(db, filter, { most: PAGE, skip: (page - 1) * PAGE });
    const steps = await stepsToAnswer(db, filter);
    const props = { rows, total, page, query: asked(c.req.query()), steps, view };
    return showPage(c, { view, title: 'Front door', section: '/dialogues' }, <DialoguesPage {...props} />);
  });
  app.get('/outreach', async (c) => {
    const view = viewOf(deps);
    const { page, ...filter } = readOutreachFilter(c.req.query(), view.now);
    const { rows, total } = await listOutreach(db, filter, { most: PAGE, skip: (page - 1) * PAGE });
    const plays = await choices(db, 'outreach', 'play_id');
    const reasons = await choices(db, 'outreach', 'reason');
    const props = { rows, total, page, query: asked(c.req.query()), plays, reasons, view };
    return showPage(c, { view, title: 'Outreach', section: '/outreach' }, <OutreachPage {...props} />);
  });
  app.get('/outreach/:id', async (c) => {
    const view = viewOf(deps);
    const id = readable(c.req.param('id'));
    const row = id === null ? null : await findOutreach(db, id);
    if (!row)
      throw new PageError(
        404,
        'There is no such outreach',
        'It may be gone with its customer. Look in the list.',
      );
    const log = await logOf(db, bucketOf(row.customer_id), row.id);
    return showPage(
      c,
      { view, title: 'Outreach', section: '/outreach' },
      <OutreachDetailPage row={row} log={log} view={view} />,
    );
  });
  app.post('/outreach/:id/again', csrf(), async (c) => {
    const form = await c.req.parseBody();
    const customer = readable(String(form.customer ?? ''));
    const id = readable(c.req.param('id'));
    if (customer === null || id === null)
      throw new PageError(404, 'There is no such outreach', 'Look in the list.');
    await driveAgain(deps, customer, id, form.evenIfSent === 'yes');
    deps.bell.ring('outreach');
    return c.redirect(`/outreach/${encodeURIComponent(id)}`, 303);
  });
  app.get('/outbox', async (c) => {
    const view = viewOf(deps);
    const channel = readable(c.req.query('channel'));
    const rows = await outbox(db, channel, MOST);
    return showPage(
      c,
      { view, title: 'Outbox', section: '/outbox' },
      <OutboxPage rows={rows} channel={channel} view={view} />,
    );
  });
  app.get('/fragments/outbox', async (c) => {
    const rows = await outbox(db, readable(c.req.query('channel')), MOST);
    return showPart(c, <Messages rows={rows} view={viewOf(deps)} />);
  });
  app.get('/customers', async (c) => {
    const view = viewOf(deps);
    const q = (readable(c.req.query('q')) ?? '').trim().slice(0, 200);
    const rows = await searchCustomers(db, q, MOST);
    return showPage(
      c,
      { view, title: 'Customers', section: '/customers' },
      <CustomersPage rows={rows} q={q} most={MOST} view={view} />,
    );
  });
  app.get('/rejects', async (c) => {
    const view = viewOf(deps);
    const rows = await latestRejects(db, MOST);
    return showPage(
      c,
      { view, title: 'Rejects', section: '/rejects' },
      <RejectsPage rows={rows} most={MOST} view={view} />,
    );
  });
  return app;
}

/** Null for what no row can be called: nothing, or what PostgreSQL's text can't hold. */
function readable(text: string | undefined): string | null {
  return !text || text.includes('\0') ? null : text;
}
