import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeCall } from '../simulator/twiml-client.ts';
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

const sentTo = async (id: string) => (await product.outbox()).filter((message) => message.customerId === id);

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

  test('a flight that is cancelled takes its message along; one that is back on the board brings it back', async () => {
    await book('cancelled', '2026-03-05T18:00:00Z');
    await book('reinstated', '2026-03-05T18:00:00Z');
    for (const id of ['cancelled', 'reinstated']) {
      await product.track(id, 'Flight Cancelled', '2026-03-04T09:00:00Z', {
        tripId: `${id}-T1`,
        cause: 'weather',
      });
    }
    expect(await outreachOf('cancelled')).toMatchObject([
      { status: 'cancelled', statusReason: 'Flight Cancelled' },
    ]);
    await product.track(
      'reinstated',
      'Schedule Changed',
      '2026-03-04T10:00:00Z',
      trip('reinstated-T1', '2026-03-05T20:00:00Z'),
    );
    await product.clock('2026-03-06T00:00:00Z');
    expect(await sentTo('cancelled')).toEqual([]);
    expect(await sentTo('reinstated')).toMatchObject([{ at: '2026-03-05T19:00:00.000Z' }]);
  });

  test('an event that arrives late and out of order does not bring an old departure back', async () => {
    await book('late', '2026-03-07T18:00:00Z');
    await product.track(
      'late',
      'Flight Delayed',
      '2026-03-06T12:00:00Z',
      trip('late-T1', '2026-03-07T22:00:00Z'),
    );
    await product.track(
      'late',
      'Flight Delayed',
      '2026-03-06T11:00:00Z',
      trip('late-T1', '2026-03-07T19:00:00Z'),
    );
    expect(await outreachOf('late')).toMatchObject([{ dueAt: '2026-03-07T21:00:00.000Z' }]);
  });

  test('booked within the hour it goes at once; found out after departure it never goes', async () => {
    await product.clock('2026-03-10T12:00:00Z');
    await book('hurried', '2026-03-10T12:30:00Z', '2026-03-10T12:00:00Z');
    await book('gone', '2026-03-10T11:59:00Z', '2026-03-10T11:00:00Z');
    await product.clock('2026-03-10T12:00:01Z');
    expect(await sentTo('hurried')).toHaveLength(1);
    expect(await outreachOf('gone')).toEqual([]);
  });

  test('moved into the past before it was sent, it expires', async () => {
    await book('past', '2026-03-11T18:00:00Z');
    await product.clock('2026-03-11T10:00:00Z');
    await product.track(
      'past',
      'Schedule Changed',
      '2026-03-11T10:00:00Z',
      trip('past-T1', '2026-03-11T09:30:00Z'),
    );
    expect(await outreachOf('past')).toMatchObject([
      { status: 'expired', statusReason: 'moved_into_the_past' },
    ]);
  });

  test('a told time that turns out wrong is corrected, also when the flight is cancelled after all', async () => {
    await product.clock('2026-03-12T16:00:00Z');
    await book('wrong', '2026-03-12T18:00:00Z', '2026-03-12T15:00:00Z');
    await product.clock('2026-03-12T17:00:00Z');
    await product.track(
      'wrong',
      'Flight Delayed',
      '2026-03-12T17:20:00Z',
      trip('wrong-T1', '2026-03-12T18:05:00Z'),
    );
    await product.clock('2026-03-12T17:25:00Z');
    expect(await sentTo('wrong'), 'five minutes are within the tolerance').toHaveLength(1);
    await product.track(
      'wrong',
      'Flight Delayed',
      '2026-03-12T17:30:00Z',
      trip('wrong-T1', '2026-03-12T19:30:00Z'),
    );
    await product.clock('2026-03-12T17:30:01Z');
    await product.track('wrong', 'Flight Cancelled', '2026-03-12T18:30:00Z', {
      tripId: 'wrong-T1',
      cause: 'crew',
    });
    await product.clock('2026-03-12T18:30:01Z');
    const texts = (await sentTo('wrong')).map((message) => message.text);
    expect(texts).toHaveLength(3);
    expect(texts[1]).toContain('2:30 PM CDT');
    expect(texts[2]).toContain('is cancelled');
  });
});

describe('the gate', () => {
  test('the holdout is not reached, and says so; everyone else is', async () => {
    await product.clock('2026-03-15T00:00:00Z');
    const ids = Array.from({ length: 60 }, (_, index) => `arm-${index}`);
    for (const id of ids) await book(id, '2026-03-15T18:00:00Z', '2026-03-15T00:00:00Z');
    await product.clock('2026-03-16T00:00:00Z');
    const ends = await Promise.all(ids.map(async (id) => ({ customer: id, ...(await outreachOf(id))[0] })));
    const held = ends.filter((end) => end.statusReason === 'holdout');
    expect(held.length).toBeGreaterThan(0);
    expect(held.length).toBeLessThan(20);
    for (const end of ends) {
      expect(await sentTo(end.customer)).toHaveLength(held.includes(end) ? 0 : 1);
      expect(end.status).toBe(held.includes(end) ? 'suppressed' : 'sent');
    }
    // Chosen for good: the next trip of the same customer is kept back too.
    const again = held[0]?.customer ?? '';
    await product.track(
      again,
      'Flight Booked',
      '2026-03-16T00:00:00Z',
      trip(`${again}-T2`, '2026-03-17T18:00:00Z'),
    );
    await product.clock('2026-03-18T00:00:00Z');
    expect((await outreachOf(again)).map((row) => row.statusReason)).toEqual(['holdout', 'holdout']);
  });

  test('a withdrawn consent moves it to the next channel; with all withdrawn it is suppressed', async () => {
    const consent = (customer_id: string, channel: string) =>
      product.post('/v1/consents', {
        customer_id,
        channel,
        purpose: 'service',
        status: 'revoked',
        source: 'test',
        at: '2026-03-18T01:00:00Z',
      });
    await book('mailed', '2026-03-18T18:00:00Z', '2026-03-18T01:00:00Z');
    await book('stopped', '2026-03-18T18:00:00Z', '2026-03-18T01:00:00Z');
    await consent('mailed', 'sms');
    await consent('stopped', 'any');
    await product.clock('2026-03-19T00:00:00Z');
    expect(await sentTo('mailed')).toMatchObject([{ channel: 'email', to: 'mailed@example.com' }]);
    expect(await outreachOf('stopped')).toMatchObject([
      { status: 'suppressed', statusReason: 'consent_revoked' },
    ]);
  });

  test('nobody without an address is written to, and it is said why', async () => {
    await product.track(
      'nameless',
      'Flight Booked',
      '2026-03-19T00:00:00Z',
      trip('nameless-T1', '2026-03-19T18:00:00Z'),
    );
    await product.clock('2026-03-20T00:00:00Z');
    expect(await outreachOf('nameless')).toMatchObject([
      { status: 'suppressed', statusReason: 'no_address' },
    ]);
  });

  test('quiet hours hold a message back, in the zone of the customer, and never release a dead one', async () => {
    product = await testApp(db, { BEFOREHAND_QUIET_SERVICE: '22:00-06:00' });
    // 05:30 and 06:30 in Chicago; due at 04:30 and 05:30, both quiet.
    await book('early', '2026-03-20T10:30:00Z', '2026-03-20T00:00:00Z');
    await book('later', '2026-03-20T11:30:00Z', '2026-03-20T00:00:00Z');
    await product.clock('2026-03-21T00:00:00Z');
    expect(await outreachOf('early')).toMatchObject([{ status: 'suppressed', statusReason: 'quiet_hours' }]);
    expect(await sentTo('later')).toMatchObject([{ at: '2026-03-20T11:00:00.000Z' }]);
  });
});

describe('what goes wrong with one holds up no other', () => {
  test('a template that fails for a customer, or for all, suppresses those and says why', async () => {
    product = await testApp(db);
    const { plays } = await product.get<{ plays: Record<string, unknown>[] }>('/v1/plays');
    const shipped = plays.find(({ id }) => id === 'flight-status') as Record<string, unknown>;
    const { version, status, ...definition } = shipped;
    const message = definition.message as Record<string, string>;
    const faulty = {
      ...definition,
      id: 'boarding',
      holdout: 0,
      message: { ...message, todo: 'Boarding {{ facts.boardsAt | time }}.' },
    };
    expect((await product.post('/v1/plays', faulty)).status).toBe(200);
    expect((await product.post('/v1/plays/boarding/launch', {})).status).toBe(200);
    await book('well', '2026-03-22T18:00:00Z', '2026-03-21T02:00:00Z');
    await product.track('well', 'Flight Delayed', '2026-03-21T18:30:00Z', {
      ...trip('well-T1', '2026-03-22T19:00:00Z'),
      boardsAt: 'garbage',
    });
    await product.clock('2026-03-22T23:00:00Z');
    const rows = await product.get<{ outreach: (Row & { playId: string })[] }>('/v1/customers/well/outreach');
    expect(Object.fromEntries(rows.outreach.map((row) => [row.playId, row.status]))).toEqual({
      'flight-status': 'sent',
      boarding: 'suppressed',
    });
    expect(rows.outreach.find((row) => row.playId === 'boarding')?.statusReason).toMatch(
      /^incomplete_message: .*garbage/,
    );
    await product.post('/v1/plays/boarding/pause', {});
  });

  test('what came due while a play was paused goes out when it is launched again in time', async () => {
    await book('waiting', '2026-03-23T18:00:00Z', '2026-03-22T23:00:00Z');
    await product.post('/v1/plays/flight-status/pause', {});
    await product.clock('2026-03-23T17:10:00Z');
    expect(await outreachOf('waiting')).toMatchObject([
      { status: 'suppressed', statusReason: 'play_not_launched' },
    ]);
    await product.post('/v1/plays/flight-status/launch', {});
    await product.clock('2026-03-23T17:10:01Z');
    expect(await sentTo('waiting')).toHaveLength(1);
  });

  test('over all journeys so far no message was sent twice', async () => {
    const twice = await db.query(
      "select outreach_id from outreach_log where status = 'sent' group by bucket, outreach_id having count(*) > 1",
    );
    expect(twice).toEqual([]);
  });
});

describe('the call', () => {
  test('who calls all the same is greeted with the likely reason, answered from the facts as they stand, and counted', async () => {
    product = await testApp(db);
    await product.identify('caller', '2026-03-24T01:00:00Z', {
      firstName: 'Ashley',
      phone: '+15125550177',
      timezone: 'America/Chicago',
    });
    await product.track(
      'caller',
      'Flight Booked',
      '2026-03-24T01:00:00Z',
      trip('caller-T1', '2026-03-24T22:00:00Z'),
    );
    await product.clock('2026-03-24T18:00:00Z');
    await product.track(
      'caller',
      'Flight Delayed',
      '2026-03-24T18:00:00Z',
      trip('caller-T1', '2026-03-24T23:05:00Z'),
    );
    const heard: string[] = [];
    const transcript = await placeCall({
      url: 'http://product.test/voice/twiml',
      from: '+15125550177',
      to: '+15125550100',
      callSid: 'CAjourney',
      fetch: async (url, init) => product.app.request(String(url), init),
      answer: (prompt) => {
        heard.push(prompt);
        return { speech: heard.length === 1 ? 'yes please' : 'no thanks' };
      },
    });
    expect(heard[0]).toBe(
      'Hello Ashley, would you like to check the status of your flight to Denver this evening?',
    );
    expect(heard[1]).toContain('6:05 PM');
    expect(heard[1]).toContain('1 hour and 5 minutes later');
    expect(transcript.ended).toBe('product-hung-up');
    const { timeline } = await product.get<{ timeline: object[] }>('/v1/customers/caller/timeline');
    expect(timeline.at(-1)).toMatchObject({
      kind: 'contact',
      channel: 'voice',
      reason: 'flight_status',
      offeredReason: 'flight_status',
      offerTaken: true,
    });
  });
});
