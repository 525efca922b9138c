import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, HOUR, iso, MINUTE } from '../../src/platform/index.ts';
import { Rows } from '../insight/rows.ts';
import { joining, sayingMore } from '../people/joining.ts';
import { testDb } from '../support/database.ts';
import { get, NOW, openConsole, post } from './open.ts';

const FORECAST = {
  contact24h: 0.6,
  contact7d: 0.7,
  reasons: [{ reason: 'seat_request', probability: 0.63 }],
};
let db: Db;
let opened: ReturnType<typeof openConsole>;
beforeAll(async () => {
  db = await testDb();
  const rows = new Rows(NOW);
  rows.customer('P1', { firstName: 'Ashley', timezone: 'America/New_York' });
  await rows.save(db);
  opened = openConsole(db, { forecastFor: async (_, at) => ({ ...FORECAST, at, evidence: [] }) });
});
afterAll(() => db.close());

const desk = async () => (await get(opened.app, '/desk')).body;
/** As one reads it: without markup. */
const words = (body: string) =>
  body
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;)])/g, '$1');

test('nobody waits, nobody is taken', async () => {
  expect(words(await desk())).toContain('Nobody waits.');
  expect((await post(opened.app, '/desk/take', { agent: 'Dana' })).status).toBe(409);
});

test('a call back is shown with its time, taken by name when due, with all that was said', async () => {
  const { app, people, clock } = opened;
  const at = NOW + HOUR;
  await people.join(
    joining('P1-call', {
      customerId: 'P1',
      medium: 'voice',
      number: '+13125550111',
      wantsCallBack: true,
      callBackAt: at,
    }),
  );
  const before = await desk();
  expect(before).toContain(`datetime="${iso(at)}"`);
  expect(words(before)).toMatch(/Flight status 0 – no agent 08:00/);
  expect(before).not.toContain('Take next');

  clock.set(at);
  expect(words(await desk())).toContain('due 08:00');
  const nameless = await post(app, '/desk/take', { agent: ' ' });
  expect(nameless.status).toBe(409);
  expect(words(nameless.body)).toContain('say who takes it');
  const taken = await post(app, '/desk/take', { agent: 'Dana Núñez', reason: 'flight_status' });
  expect(taken.status).toBe(303);
  expect(taken.headers.get('location')).toBe('/desk/P1-call');
  const cookie = taken.headers.get('set-cookie')?.split(';')[0] ?? '';
  const again = await app.request('/desk', { headers: { cookie } });
  expect(await again.text()).toContain('value="Dana Núñez"');

  const page = words((await get(app, '/desk/P1-call')).body);
  for (const told of [
    'Not verified',
    'Ashley asks when the flight leaves.',
    'Flight status',
    'seat request 63',
    '+13125550111, due 08:00 (09:00 in America/New_York)',
    'Customer yes, and I may miss my connection',
    'Beforehand Hello Ashley',
    'Dana Núñez has it',
  ])
    expect(page).toContain(told);
  expect(words(await desk())).toContain('Flight status, call Dana Núñez since 08:00');
});

test('put back, it waits again; done, it stays with its outcome', async () => {
  const { app, people } = opened;
  expect((await post(app, '/desk/P1-call/put-back', {})).headers.get('location')).toBe('/desk');
  expect(words((await get(app, '/desk/P1-call')).body)).toContain('In nobody’s hand');
  expect((await post(app, '/desk/P1-call/done', { outcome: 'resolved' })).status).toBe(409);
  await post(app, '/desk/take', { agent: 'Sam' });
  expect((await post(app, '/desk/P1-call/done', { outcome: 'great' })).status).toBe(400);
  expect((await post(app, '/desk/P1-call/done', { outcome: 'not_resolved' })).status).toBe(303);
  expect(words((await get(app, '/desk/P1-call')).body)).toContain('Not resolved, Sam');
  expect(await people.find('P1-call')).toMatchObject({ outcome: 'not_resolved', takenBy: 'Sam' });
});

test('what was taken over the API opens at the desk, though nobody knows who it is', async () => {
  const { app, people } = opened;
  await people.join(joining('over-api', { medium: 'outbound', reason: null }));
  await people.take(null, 'a script');
  const page = await get(app, '/desk/over-api');
  expect(page.status).toBe(200);
  expect(words(page.body)).toContain('Customer not known');
  expect(words(page.body)).toContain('call that we placed');
});

test('what is said meanwhile is shown in what is replaced', async () => {
  const { app, people } = opened;
  const given = joining('goes-on');
  await people.join(given);
  await people.take(null, 'Dana');
  await people.join(sayingMore(given, 'and my bag is lost, too'));
  const part = await get(app, '/fragments/desk/goes-on/so-far');
  expect(words(part.body)).toContain('Customer and my bag is lost, too');
  expect(words(part.body)).toContain('Dana has it');
});

test.each(['/desk/nowhere', '/desk/a%00b', '/fragments/desk/nowhere/so-far', '/fragments/desk/a%00b/so-far'])(
  '%s answers 404 in the layout',
  async (path) => {
    const { status, body } = await get(opened.app, path);
    expect(status).toBe(404);
    expect(body).toContain('There is no such conversation');
  },
);

test('words of a customer are shown as they are', async () => {
  const { app, people } = opened;
  const { context } = joining('markup');
  const said = [{ by: 'them' as const, text: '<script>alert(1)</script>' }];
  await people.join(
    joining('markup', { reason: '<b>bag</b>', context: { ...context, summary: '<i>s</i>', said } }),
  );
  await people.take(null, '<u>Dana</u>');
  for (const path of ['/desk', '/desk/markup', '/fragments/desk']) {
    const { body } = await get(app, path);
    expect(body).not.toMatch(/<script>alert|<b>bag|<i>s<|<u>Dana/);
  }
});

test('a form of another site takes nobody', async () => {
  const { app, people } = opened;
  await people.join(joining('stays'));
  const answer = await post(app, '/desk/take', { agent: 'Mallory' }, { origin: 'https://evil.example' });
  expect(answer.status).toBe(403);
  expect(await people.find('stays')).toMatchObject({ takenBy: null });
});

test('many call backs are told in few words', async () => {
  const { people, clock } = opened;
  for (let i = 0; i < 12; i++)
    await people.join(
      joining(`later-${i}`, { wantsCallBack: true, callBackAt: clock.now() + (i + 1) * MINUTE }),
    );
  expect(words(await desk())).toContain('; 8 more');
});
