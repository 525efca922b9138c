import { afterAll, beforeAll, expect, test } from 'vitest';
import { suppressedAmong } from '../../src/customers/index.ts';
import type { Db } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';

const KEY = `Basic ${Buffer.from('sandbox:').toString('base64')}`;
let db: Db;
let app: TestApp;
beforeAll(async () => {
  db = await testDb();
  app = await testApp(db);
  await app.clock('2026-01-05T12:00:00Z');
});
afterAll(() => app.app.close());

const remove = async (path: string) => {
  const response = await app.app.request(path, { method: 'DELETE', headers: { authorization: KEY } });
  return { status: response.status, body: await response.json() };
};
const path = (address: string, channel = 'sms') =>
  `/v1/suppressions/${channel}/${encodeURIComponent(address)}`;

test('a company loads its own list, reads it page by page, and lifts with evidence, which is all kept', async () => {
  const entry = { channel: 'SMS', source: 'list of 2025', at: '2025-06-01T00:00:00Z' };
  const numbers = ['+1 312 555 0181', '+13125550182', '+13125550183'];
  const suppressions = [
    ...numbers.map((address) => ({ ...entry, address })),
    { ...entry, channel: 'any', address: 'Ann@Example.com', wording: 'never again' },
  ];
  for (let time = 0; time < 2; time++) {
    expect(await app.post('/v1/suppressions', { suppressions })).toEqual({
      status: 200,
      body: { success: true, kept: 4 },
    });
  }
  type Page = { suppressions: { address: string; channel: string }[]; next: string | null };
  const first = await app.get<Page>('/v1/suppressions?limit=3');
  expect(first.suppressions.map(({ address }) => address)).toEqual([
    '+13125550181',
    '+13125550182',
    '+13125550183',
  ]);
  const second = await app.get<Page>(
    `/v1/suppressions?limit=3&after=${encodeURIComponent(first.next ?? '')}`,
  );
  expect(second).toEqual({
    suppressions: [
      {
        channel: 'any',
        address: 'ann@example.com',
        status: 'suppressed',
        source: 'list of 2025',
        wording: 'never again',
        at: '2025-06-01T00:00:00.000Z',
      },
    ],
    next: null,
  });
  expect(await suppressedAmong(db, 'sms', ['+13125550181', '+13125550184', 'ann@example.com'])).toEqual(
    new Set(['+13125550181', 'ann@example.com']),
  );
  expect(await suppressedAmong(db, 'email', ['+13125550181', 'ann@example.com'])).toEqual(
    new Set(['ann@example.com']),
  );

  expect((await remove(path('+13125550181'))).status).toBe(400);
  expect(await remove(`${path('+13125550181')}?source=call%20of%205%20January&wording=please%20do`)).toEqual({
    status: 200,
    body: { success: true },
  });
  expect(await suppressedAmong(db, 'sms', ['+13125550181'])).toEqual(new Set());
  expect((await remove(`${path('+13125550181')}?source=again`)).status).toBe(404);
  expect(await app.get(path('+13125550181'))).toMatchObject({
    suppressed: false,
    records: [
      { status: 'lifted', source: 'call of 5 January', wording: 'please do' },
      { status: 'suppressed', source: 'list of 2025' },
    ],
  });
  expect((await remove(`${path('+13125550182')}?source=old%20letter&at=2025-01-01T00:00:00Z`)).status).toBe(
    400,
  );
  expect(await suppressedAmong(db, 'sms', ['+13125550182'])).toEqual(new Set(['+13125550182']));
});

test.each([
  [{ channel: 'sms', address: 'nobody', source: 'x' }, /neither a telephone number nor an e-mail address/],
  [{ channel: 'sms', address: '+13125550181' }, /./],
  [{ channel: '', address: '+13125550181', source: 'x' }, /./],
  [{ channel: 'sms', address: '+13125550181', source: ' ' }, /say where this is known from/],
  [{ channel: 'sms', address: '+13125550181', source: 'x', at: 'yesterday' }, /ISO 8601/],
  [{ channel: 'sms', address: '+13125550181', source: 'a\0b' }, /./],
])('%j is refused', async (body, error) => {
  const answer = await app.post('/v1/suppressions', body);
  expect(answer).toMatchObject({ status: 400, body: { error: expect.stringMatching(error) } });
});

test('a start by text lifts what the company loaded for texts, not what it loaded for every channel', async () => {
  const entry = { address: '+13125550191', source: 'list' };
  await app.post('/v1/suppressions', { ...entry, channel: 'sms' });
  await app.clock('2026-01-05T13:00:00Z');
  const start = async (MessageSid: string) =>
    (
      await app.app.request('/sms/twilio', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ MessageSid, From: entry.address, Body: 'START' }).toString(),
      })
    ).text();
  expect(await start('SMstart1')).toContain('again');
  expect(await suppressedAmong(db, 'sms', [entry.address])).toEqual(new Set());
  await app.post('/v1/suppressions', { ...entry, channel: 'any' });
  await app.clock('2026-01-07T13:00:00Z');
  expect(await start('SMstart2')).not.toContain('Message');
  expect(await suppressedAmong(db, 'sms', [entry.address])).toEqual(new Set([entry.address]));
});
