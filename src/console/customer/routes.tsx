import { Hono } from 'hono';
import { type Customer, consentsOf, loadCustomers, subjectsOf, versionsOf } from '../../customers/index.ts';
import { bucketOf } from '../../platform/index.ts';
import { type ConsoleDeps, viewOf } from '../deps.ts';
import { showPage, showPart } from '../page.tsx';
import { PageError } from '../page-error.ts';
import { nameOf } from '../words.ts';
import { CustomerPage, Now } from './customer-page.tsx';
import { customerNow } from './now.ts';

/** `/customers/:id` and the part of it that an open page asks for again. */
export function customerPageRoutes(deps: ConsoleDeps): Hono {
  const { db } = deps;

  async function find(id: string): Promise<Customer> {
    const customer = id.includes('\0') ? undefined : (await loadCustomers(db, bucketOf(id), [id])).get(id);
    if (!customer)
      throw new PageError(
        404,
        `There is no customer “${id}”`,
        'Look for them by name, number or e-mail address under Customers.',
      );
    return customer;
  }

  const app = new Hono();
  app.get('/customers/:id', async (c) => {
    const view = viewOf(deps);
    const customer = await find(c.req.param('id'));
    const { bucket, id } = customer;
    const known = {
      subjects: await subjectsOf(db, bucket, id),
      versions: await versionsOf(db, bucket, id),
      consents: (await consentsOf(db, bucket, [id])).get(id) ?? [],
    };
    return showPage(
      c,
      { view, title: nameOf(customer), section: '/customers' },
      <CustomerPage {...known} {...(await customerNow(deps, customer, view.now))} view={view} />,
    );
  });
  app.get('/fragments/customers/:id', async (c) => {
    const view = viewOf(deps);
    const customer = await find(c.req.param('id'));
    return showPart(c, <Now {...(await customerNow(deps, customer, view.now))} view={view} />);
  });
  return app;
}
