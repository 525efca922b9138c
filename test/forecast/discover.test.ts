import { afterAll, beforeAll, expect, test } from 'vitest';
import { discover, historySource, replaceOpportunities } from '../../src/forecast/index.ts';
import type { Db } from '../../src/platform/index.ts';
import { get, openConsole } from '../console/open.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { beforehand } from '../support/cli.ts';
import { testDb, testStore } from '../support/database.ts';
import { importAirline, NOW } from './history.ts';

type Shown = {
  id: string;
  reason: string;
  trigger: { kind: string; name: string; without: string | null; window: { fromHours: number } };
  contacts: number;
  explanation: string;
};

let db: Db;
let app: TestApp;
const search = async () => {
  const money = { costPerMinute: 1, currency: 'USD' };
  const found = await discover({ source: await historySource(db, NOW), now: NOW, money });
  await replaceOpportunities(db, found, NOW);
  return found;
};
beforeAll(async () => {
  db = await testDb();
  await importAirline(db, 'A0001500');
  app = await testApp(db);
});
afterAll(() => db.close());

test('before anybody looked, the page and the API say so', async () => {
  expect(await app.get('/v1/opportunities')).toEqual({ searched: null, opportunities: [] });
  expect((await get(openConsole(db).app, '/opportunities')).body).toContain('Nobody has looked yet');
});

test('the airline: what goes before contacts is found, kept, and each opens its contacts', async () => {
  await search();
  const { searched, opportunities } = await app.get<{
    searched: { at: string; tried: number };
    opportunities: Shown[];
  }>('/v1/opportunities');
  expect(searched).toMatchObject({ at: '2026-03-30T00:00:00.000Z', note: null });
  const names = opportunities.map(
    ({ reason, trigger }) =>
      `${reason}: ${trigger.name}${trigger.without ? ` without ${trigger.without}` : ''}`,
  );
  expect(names).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^flight_status: (departure|Flight Delayed)/),
      expect.stringMatching(/^checkin_help: departure without Checked In/),
      expect.stringMatching(/^change_booking: Schedule Changed/),
    ]),
  );
  const [first] = opportunities as [Shown];
  const covered = await app.get<{ total: number; contacts: Record<string, unknown>[] }>(
    `/v1/opportunities/${first.id}/contacts?limit=5`,
  );
  expect(covered.total).toBe(first.contacts);
  expect(covered.contacts).toHaveLength(5);
  expect(covered.contacts[0]).toMatchObject({ reason: first.reason, leadHours: expect.any(Number) });

  const { app: pages } = openConsole(db);
  const list = await get(pages, '/opportunities');
  for (const { id, explanation } of opportunities) {
    expect(list.body).toContain(`/opportunities/${id}#contacts`);
    expect(list.body).toContain(explanation.slice(0, 40));
  }
  const page = await get(pages, `/opportunities/${first.id}`);
  expect(page.status).toBe(200);
  expect(page.body).toContain(`data-total="${first.contacts}"`);
  expect(page.body).toContain(`/customers/${covered.contacts[0]?.customerId}`);
});

test('looking again replaces what was found and leaves nothing behind', async () => {
  const before = await app.get<{ opportunities: Shown[] }>('/v1/opportunities');
  await search();
  expect(await app.get('/v1/opportunities')).toEqual(before);
  const rows = async () => {
    const [row] = await db.query<{ n: number }>('select count(*) as n from opportunity_contacts');
    return row?.n ?? 0;
  };
  expect(await rows()).toBe(before.opportunities.reduce((sum, { contacts }) => sum + contacts, 0));
  const nothing = {
    opportunities: [],
    tried: 0,
    contacts: 0,
    since: null,
    until: null,
    heldOutSince: null,
    note: 'No.',
  };
  await replaceOpportunities(db, nothing, NOW + 1);
  expect(await rows()).toBe(0);
  expect(await app.get('/v1/opportunities')).toMatchObject({ searched: { note: 'No.' }, opportunities: [] });
});

test('what is not there is said to be so', async () => {
  const missing = await app.app.request('/v1/opportunities/none', {
    headers: { authorization: `Basic ${Buffer.from('sandbox:').toString('base64')}` },
  });
  expect(missing.status).toBe(404);
  expect(await missing.json()).toMatchObject({ mend: expect.stringContaining('beforehand discover') });
  expect((await get(openConsole(db).app, '/opportunities/none')).status).toBe(404);
});

test('the command on an empty store says what to import', async () => {
  const store = await testStore();
  const { code, stdout, stderr } = await beforehand(['discover', '--json'], store.env);
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    opportunities: [],
    note: expect.stringContaining('contacts.csv'),
  });
  const told = await beforehand(['discover'], { ...store.env, BEFOREHAND_CURRENCY: 'euro' });
  expect(told).toMatchObject({ code: 2, stderr: expect.stringContaining('ISO 4217') });
  await store.drop();
});
