import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlayDefinition, playSchema, savePlay } from '../../src/outreach/index.ts';
import { type Db, HOUR, type Instant, iso, MINUTE } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';
import { expected, type Sent, type Step } from './oracle.ts';

const shipped = playSchema.parse(
  JSON.parse(readFileSync(new URL('../../plays/flight-status.json', import.meta.url), 'utf8')),
);
/** What is told can be read off the message. */
const says = (kind: Sent['kind']) => ({
  subject: 'x',
  happened: `${kind} {{ milestones.departure }} {{ cancelled }}`,
  done: '.',
  todo: '.',
  verify: '.',
});
const play: PlayDefinition = {
  ...shipped,
  holdout: 0,
  unlessContacted: 'PT12H',
  message: says('first'),
  correction: says('correction'),
};

let db: Db;
let app: TestApp;
let now: Instant = Date.parse('2026-03-01T00:00:00Z');
let runs = 0;
beforeAll(async () => {
  db = await testDb();
  app = await testApp(db);
  await app.clock(iso(now));
  await savePlay(app.app, play);
});
afterAll(() => db.close());

const wait = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 90 }) },
  { weight: 2, arbitrary: fc.integer({ min: 60, max: 900 }) },
);
const ahead = fc.oneof(fc.integer({ min: -30, max: 200 }), fc.integer({ min: 30, max: 2000 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ wait, kind: fc.constant('booked' as const), ahead }) },
  { weight: 6, arbitrary: fc.record({ wait, kind: fc.constant('moved' as const), ahead }) },
  {
    weight: 8,
    arbitrary: fc.record({
      wait,
      kind: fc.constantFrom(
        'cancelled' as const,
        'departed' as const,
        'contacted' as const,
        'contacted about else' as const,
        'erased' as const,
        'restarted' as const,
        'nothing' as const,
      ),
    }),
  },
);

const EVENT: Partial<Record<Step['kind'], string>> = {
  booked: 'Flight Booked',
  moved: 'Flight Delayed',
  cancelled: 'Flight Cancelled',
  departed: 'Flight Departed',
};

async function take(id: string, one: Step, exists: boolean): Promise<void> {
  const at = iso(now);
  const name = EVENT[one.kind];
  if (name) {
    if (!exists)
      await app.identify(id, at, {
        firstName: 'Ashley',
        phone: `+1312555${String(1000 + (runs % 9000)).slice(0, 4)}`,
      });
    const departure = 'ahead' in one ? { departsAt: iso(now + one.ahead * MINUTE) } : {};
    await app.track(id, name, at, { tripId: `${id}-T`, flight: 'EX 12', ...departure });
  }
  if (one.kind === 'contacted' || one.kind === 'contacted about else') {
    const reason = one.kind === 'contacted' ? 'flight_status' : 'seat_request';
    await app.post('/v1/contacts', {
      contact_id: `${id}-${now}`,
      customer_id: id,
      channel: 'phone',
      reason,
      started_at: at,
    });
  }
  if (one.kind === 'erased')
    await app.app.request(`/v1/customers/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Basic ${Buffer.from('sandbox:').toString('base64')}` },
    });
  if (one.kind === 'restarted') {
    await app.app.worker.stop();
    app = await testApp(db);
  }
}

/** What the outbox holds for a customer: it goes with them when they are erased, so it is read before. */
async function outboxOf(id: string): Promise<Map<string, Sent>> {
  const messages = (await app.outbox()).filter(({ customerId }) => customerId === id);
  return new Map(
    messages.map(({ id: outreach, at, text }) => {
      const [, kind = '', departure = '', cancelled = ''] = /^(\w+) (-?\d+) (\w+)/.exec(text) ?? [];
      const sent = {
        at: Date.parse(at),
        kind: kind as Sent['kind'],
        departure: Number(departure),
        cancelled: cancelled === 'true',
      };
      return [`${outreach} ${at}`, sent];
    }),
  );
}

test('whatever happens, every message goes out exactly when the facts say, once, or not at all and for the right reason', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
      const id = `c${runs++}`;
      const begin = now;
      const { sent, unsent } = expected(steps, begin);
      const seen = new Map<string, Sent>();
      let exists = false;
      for (const one of steps) {
        now += one.wait * MINUTE;
        await app.clock(iso(now));
        for (const [key, message] of await outboxOf(id)) seen.set(key, message);
        await take(id, one, exists);
        if (one.kind === 'erased') exists = false;
        else exists ||= EVENT[one.kind] !== undefined;
      }
      now += 30 * 24 * HOUR;
      await app.clock(iso(now));
      for (const [key, message] of await outboxOf(id)) seen.set(key, message);
      expect([...seen.values()].sort((a, b) => a.at - b.at)).toEqual(sent);
      if (!unsent || !exists) return;
      const { outreach } = await app.get<{
        outreach: { kind: string; status: string; statusReason: string }[];
      }>(`/v1/customers/${id}/outreach`);
      const first = outreach.find(({ kind }) => kind === 'first');
      // A flight that was never ahead of us while there was something to say has no row at all.
      if (first && first.status !== 'expired')
        expect(first).toMatchObject({ status: 'cancelled', statusReason: unsent });
    }),
    { numRuns: Number(process.env.RUNS ?? 40) },
  );
});
