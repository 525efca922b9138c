import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../src/platform/index.ts';
import { type TestApp, testApp } from './support/app.ts';
import { testDb } from './support/database.ts';

let db: Db;
let product: TestApp;
beforeAll(async () => {
  db = await testDb();
  product = await testApp(db);
  await product.clock('2026-03-01T08:00:00Z');
});
afterAll(() => db.close());

const trip = (tripId: string, departsAt: string) => ({
  tripId,
  flight: 'BA101',
  origin: 'IAH',
  destination: 'DEN',
  destinationCity: 'Denver',
  departsAt,
});
type Row = { status: string; statusReason: string | null; kind: string; dueAt: string; subjectId: string };
const outreachOf = async (id: string) =>
  (await product.get<{ outreach: Row[] }>(`/v1/customers/${id}/outreach`)).outreach;

/** Customers who are not in the holdout, and one who is, found by asking the product itself. */
async function book(id: string, departsAt: string, at = '2026-03-01T09:00:00Z') {
  await product.identify(id, '2026-02-01T00:00:00Z', {
    firstName: 'Ashley',
    phone: '+15125550123',
    email: `${id}@example.com`,
    timezone: 'America/Chicago',
  });
  return product.track(id, 'Flight Booked', at, trip(`${id}-T1`, departsAt));
}

describe('the message follows the departure', () => {
  test('booked, delayed twice, sent once at the right instant with the right time, also over a restart', async () => {
    await book('ashley', '2026-03-02T18:00:00Z');
    expect(await outreachOf('ashley')).toMatchObject([
      { status: 'planned', dueAt: '2026-03-02T17:00:00.000Z' },
    ]);

    await product.clock('2026-03-02T12:00:00Z');
    await product.track(
      'ashley',
      'Flight Delayed',
      '2026-03-02T12:00:00Z',
      trip('ashley-T1', '2026-03-02T21:00:00Z'),
    );
    expect(await outreachOf('ashley')).toMatchObject([
      { status: 'planned', dueAt: '2026-03-02T20:00:00.000Z' },
    ]);

    await product.clock('2026-03-02T17:30:00Z');
    expect(await product.outbox()).toEqual([]);
    await product.track(
      'ashley',
      'Flight Delayed',
      '2026-03-02T17:30:00Z',
      trip('ashley-T1', '2026-03-02T19:15:00Z'),
    );

    product = await testApp(db);
    await product.clock('2026-03-02T18:14:59Z');
    expect(await product.outbox()).toEqual([]);
    await product.clock('2026-03-02T18:30:00Z');
    const [message, ...more] = await product.outbox();
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      channel: 'sms',
      to: '+15125550123',
      at: '2026-03-02T18:15:00.000Z',
      customerId: 'ashley',
    });
    expect(message?.text).toContain('1:15 PM CST');
    expect(message?.text).toContain('75 minutes later than first planned');

    product = await testApp(db);
    await product.clock('2026-03-03T12:00:00Z');
    expect(await product.outbox()).toHaveLength(1);
    expect(await outreachOf('ashley')).toMatchObject([{ status: 'sent' }]);
  });
});
