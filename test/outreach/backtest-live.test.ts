import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveForecaster, type Trained, trainForecaster } from '../../src/forecast/index.ts';
import {
  assumptionsOf,
  backtest,
  latestOutreach,
  loadPlays,
  type Outreach,
  type PlayDefinition,
  playSchema,
  savePlay,
  setPlayStatus,
} from '../../src/outreach/index.ts';
import type { Db, Instant } from '../../src/platform/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testDb } from '../support/database.ts';
import { airline } from './histories.ts';

const UNTIL = '2026-03-20T00:00:00Z';
const CUSTOMERS = 80;
const messages = airline(CUSTOMERS, UNTIL);
const POLICY = {
  BEFOREHAND_QUIET_SERVICE: '22:00-07:00',
  BEFOREHAND_CAP_SERVICE: '2/P1D',
  BEFOREHAND_HOLDOUT: '0.05',
};

const words = (about: string) => ({
  subject: `About ${about}`,
  happened: `{{ customer.firstName }}, news about ${about}.`,
  done: 'We have seen to it.',
  todo: 'You need do nothing.',
  verify: 'See {{ company.site }}.',
});
const play = (given: Partial<PlayDefinition> & Pick<PlayDefinition, 'id' | 'trigger' | 'reason'>) =>
  playSchema.parse({
    name: given.id,
    purpose: 'service',
    expires: 'P2D',
    channels: ['sms', 'email'],
    holdout: 0.1,
    tolerance: 'PT15M',
    message: words(given.reason),
    ...given,
  });
const shipped = playSchema.parse(
  JSON.parse(readFileSync(new URL('../../plays/flight-status.json', import.meta.url), 'utf8')),
);
const plays = [
  shipped,
  play({
    id: 'long-delay',
    reason: 'change_booking',
    trigger: { kind: 'event', event: 'Flight Delayed', subject: 'trip', delay: 'PT5M' },
    where: 'facts.minutes >= 45 && contacts.count("change_booking", duration("24h")) == 0',
    cancelledBy: ['Flight Cancelled'],
    channels: ['email', 'sms'],
    priority: 7,
    correction: words('the delay'),
  }),
  play({
    id: 'moved',
    reason: 'change_booking',
    trigger: {
      kind: 'moved',
      subject: 'trip',
      milestone: 'departure',
      direction: 'later',
      by: 'PT2H',
      delay: 'PT0S',
    },
    where: 'traits.tier != "none" || facts.international == true',
    caps: [{ most: 1, per: 'P3D' }],
  }),
  play({
    id: 'check-in',
    reason: 'checkin_help',
    trigger: { kind: 'milestone', subject: 'trip', milestone: 'departure', offset: '-PT20H' },
    expires: '-PT2H',
    completedBy: ['Checked In'],
    moment: { within: 'PT10H' },
    priority: 2,
  }),
  play({
    id: 'bag',
    reason: 'baggage_tracing',
    trigger: { kind: 'event', event: 'Bag Mishandled', delay: 'PT30M' },
    completedBy: ['Bag Delivered'],
  }),
];

const crossing = {
  reason: 'flight_status',
  trigger: { kind: 'forecast', horizon: '24h', threshold: 0.03 },
  expires: 'PT3H',
} as const;
const foreseen = [
  play({
    ...crossing,
    completedBy: ['Flight Departed'],
    id: 'foreseen',
    where: 'forecast.contact24h > 0.001 && local.hour >= 5',
  }),
  play({
    ...crossing,
    completedBy: ['Flight Departed'],
    id: 'sure',
    where: 'forecast.within24h("flight_status") > 0.9',
  }),
];

let history: Db;
const dbs: Db[] = [];
const newDb = async () => {
  const db = await testDb();
  dbs.push(db);
  return db;
};
beforeAll(async () => {
  history = await newDb();
  const { app } = await testApp(history, POLICY);
  await setPlayStatus(app, shipped.id, 'paused');
  await app.worker.advanceTo(Date.parse(UNTIL));
  for (let from = 0; from < messages.length; from += 200)
    await app.ingest.accept(messages.slice(from, from + 200));
});
afterAll(async () => {
  for (const db of dbs) await db.close();
});

/** What a row came to, as far as history decides it: not when it was written, nor what never happens in a replay. */
function whatCame({ createdAt, updatedAt, providerId, ...row }: Outreach) {
  return row;
}

async function launch(app: TestApp, definitions: readonly PlayDefinition[]): Promise<void> {
  for (const definition of definitions) {
    await savePlay(app.app, definition);
    await setPlayStatus(app.app, definition.id, 'launched');
  }
}

/** Everything as it came: the clock moves, what is due is done, and then the next message comes in. */
async function liveThrough(
  definitions: readonly PlayDefinition[],
  since: Instant,
  until: Instant,
  trained: Trained | null,
): Promise<Outreach[]> {
  const live = await newDb();
  const app = await testApp(live, POLICY);
  const { clock, worker, ingest } = app.app;
  await setPlayStatus(app.app, shipped.id, 'paused');
  const before = messages.filter(({ at }) => at <= since);
  await worker.advanceTo(before[0]?.at ?? since);
  for (let from = 0; from < before.length; from += 200) await ingest.accept(before.slice(from, from + 200));
  await worker.advanceTo(since);
  if (trained) await saveForecaster(live, trained, clock.now());
  await launch(app, definitions);
  for (const message of messages) {
    if (message.at <= since || message.at > until) continue;
    await worker.advanceTo(message.at);
    await ingest.accept([message]);
  }
  await worker.advanceTo(until);
  const rows = await latestOutreach(live, {}, 100_000);
  await worker.stop();
  return rows;
}

async function backtestOf(
  definitions: readonly PlayDefinition[],
  since: Instant,
  until: Instant,
): Promise<Outreach[]> {
  const app = await testApp(history, POLICY);
  for (const { id } of await loadPlays(history)) await setPlayStatus(app.app, id, 'paused');
  await launch(app, definitions);
  const rows: Outreach[] = [];
  for (const definition of definitions) {
    const result = await backtest({
      db: history,
      play: (await loadPlays(history)).find(({ id }) => id === definition.id) ?? definition,
      policy: app.app.policy,
      since,
      now: until,
      assumptions: assumptionsOf({ costPerMinute: 1, currency: 'USD' }),
    });
    rows.push(...result.rows);
  }
  return rows;
}

function compared(rows: readonly Outreach[]) {
  return new Map(
    rows
      .map((row): [string, object] => [
        `${row.playId} ${row.customerId} ${row.subjectId} ${row.occurrence}`,
        whatCame(row),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

test.each([
  ['subjects, events and moves', plays, '2026-02-10T06:30:00Z', UNTIL],
  ['forecasts', foreseen, '2026-03-07T00:30:00Z', '2026-03-08T06:00:00Z'],
])(
  'a backtest of plays by %s equals what the live engine does with the same history, to the row',
  async (_, definitions, from, to) => {
    const [since, until] = [Date.parse(from), Date.parse(to)];
    const trained = await trainForecaster({ db: history, until: since, now: since });
    await saveForecaster(history, trained, since);
    const replayed = compared(await backtestOf(definitions, since, until));
    const lived = compared(await liveThrough(definitions, since, until, trained));
    expect([...replayed.keys()]).toEqual([...lived.keys()]);
    expect(replayed).toEqual(lived);
    const reasons = new Set(
      [...lived.values()].map((row) => (row as Outreach).statusReason?.split(':')[0] ?? 'sent'),
    );
    // The history is rich enough for the comparison to mean something.
    const rich =
      definitions === plays
        ? ['sent', 'holdout', 'cap', 'already_contacted', 'audience', 'Checked In']
        : ['sent', 'audience'];
    for (const reason of rich) expect([...reasons]).toContain(reason);
  },
);
