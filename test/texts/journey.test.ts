import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';
import { messageIn } from './harness.ts';

let db: Db;
let product: TestApp;
beforeAll(async () => {
  db = await testDb();
  product = await testApp(db);
  await product.clock('2026-03-01T08:00:00Z');
});
afterAll(() => db.close());

const PHONE = '+15125550123';
const text = async (MessageSid: string, Body: string) =>
  messageIn(
    await product.app.request('/sms/twilio', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ MessageSid, From: PHONE, Body }).toString(),
    }),
  );
const book = (tripId: string, departsAt: string) =>
  product.track('ashley', 'Flight Booked', '2026-03-01T09:00:00Z', {
    tripId,
    flight: 'BA101',
    origin: 'IAH',
    destination: 'DEN',
    destinationCity: 'Denver',
    departsAt,
  });
type Row = { status: string; statusReason: string | null; subjectId: string };
const outreach = async () =>
  (await product.get<{ outreach: Row[] }>('/v1/customers/ashley/outreach')).outreach
    .map(({ subjectId, status, statusReason }) => ({ subjectId, status, statusReason }))
    .sort((a, b) => a.subjectId.localeCompare(b.subjectId));

test('who writes stop gets no text that was planned, and all of them again after start', async () => {
  await product.identify('ashley', '2026-02-01T00:00:00Z', {
    firstName: 'Ashley',
    phone: PHONE,
    timezone: 'America/Chicago',
  });
  await book('T1', '2026-03-02T18:00:00Z');
  await book('T2', '2026-03-04T18:00:00Z');
  await product.clock('2026-03-02T12:00:00Z');
  expect(await text('SMj1', 'nonstop?')).toMatch(/^Hello/);
  expect(await text('SMj2', 'Please, no more texts')).toMatch(/no more messages/);
  await product.clock('2026-03-02T19:00:00Z');
  expect(await product.outbox()).toEqual([]);
  expect(await outreach()).toMatchObject([
    { subjectId: 'T1', status: 'suppressed' },
    { subjectId: 'T2', status: 'planned' },
  ]);
  expect(await text('SMj3', 'START')).toMatch(/again/);
  await product.clock('2026-03-04T19:00:00Z');
  expect((await product.outbox()).map(({ to }) => to)).toEqual([PHONE]);
  expect(await product.get('/v1/customers/ashley/consent')).toMatchObject({
    consents: [
      { channel: 'sms', status: 'revoked', source: 'sms reply', wording: 'Please, no more texts' },
      { channel: 'sms', status: 'revoked', source: 'sms reply', wording: 'Please, no more texts' },
      { channel: 'sms', purpose: 'service', status: 'granted', source: 'sms reply', wording: 'START' },
    ],
  });
  const { timeline } = await product.get<{ timeline: { kind: string; channel?: string }[] }>(
    '/v1/customers/ashley/timeline',
  );
  expect(timeline.filter(({ kind }) => kind === 'contact')).toMatchObject([
    { id: 'sms_SMj1', channel: 'sms' },
  ]);
});
