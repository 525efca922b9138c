import { DateTime } from 'luxon';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, HOUR, iso, MINUTE } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';

/** Nights in which the clocks change, by an hour or by half of one, in both directions; and zones half an hour off. */
const NIGHTS = [
  ['America/Chicago', '2026-03-08'],
  ['Asia/Kolkata', '2026-03-20'],
  ['Europe/Berlin', '2026-03-29'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['America/St_Johns', '2026-06-10'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/St_Johns', '2026-11-01'],
] as const;

let db: Db;
let app: TestApp;
beforeAll(async () => {
  db = await testDb();
  app = await testApp(db, { BEFOREHAND_QUIET_SERVICE: '22:00-07:00' });
});
afterAll(() => db.close());

test.each(NIGHTS)('%s, the night to %s: held to the morning, or dropped, never late', async (zone, day) => {
  const morning = DateTime.fromISO(`${day}T07:00`, { zone }).toMillis();
  const departures = {
    /** Due at 6:40, worth something until 7:40: it goes when the night is over. */
    held: morning + 40 * MINUTE,
    /** Due at 4:30, worth nothing from 5:30 on. */
    dropped: morning - 90 * MINUTE,
    /** Worth nothing at the very minute at which the night is over. */
    'just too late': morning,
    /** Due at 21:59 the evening before: the night has not begun. */
    before: DateTime.fromISO(`${day}T21:59`, { zone }).minus({ days: 1 }).toMillis() + HOUR,
    /** Due at 7:00. */
    after: morning + HOUR,
  };
  const start = morning - 30 * HOUR;
  await app.clock(iso(start));
  const id = (name: string) => `${zone} ${day} ${name}`.replace(/\W+/g, '-');
  for (const [i, [name, departure]] of Object.entries(departures).entries()) {
    await app.identify(id(name), iso(start), {
      firstName: 'Ashley',
      timezone: zone,
      phone: `+1312555010${i}`,
    });
    await app.track(id(name), 'Flight Booked', iso(start), {
      tripId: `${id(name)}-T`,
      flight: 'EX 12',
      departsAt: iso(departure),
    });
  }
  await app.clock(iso(morning + 3 * HOUR));
  const outbox = await app.outbox();
  const sentAt = (name: string) =>
    outbox.filter(({ customerId }) => customerId === id(name)).map(({ at }) => Date.parse(at));
  const outreachOf = async (name: string) =>
    (
      await app.get<{ outreach: { status: string; statusReason: string }[] }>(
        `/v1/customers/${id(name)}/outreach`,
      )
    ).outreach[0];
  for (const name of ['held', 'before', 'after'] as const) {
    const row = await outreachOf(name);
    if (row?.statusReason === 'holdout') continue;
    const due = name === 'before' ? departures.before - HOUR : morning;
    expect(sentAt(name).map(iso), name).toEqual([iso(due)]);
  }
  for (const name of ['dropped', 'just too late'] as const) {
    expect(await outreachOf(name)).toMatchObject({ status: 'suppressed', statusReason: 'quiet_hours' });
    expect(sentAt(name)).toEqual([]);
  }
});
