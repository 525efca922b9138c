import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Contact } from './decide.ts';
import type { History } from './import-folder.ts';
import { history } from './import-folder.ts';
import { Population } from './population.ts';
import { reasons } from './reasons.ts';
import { DAY, HOUR, HOUSTON, iso, MINUTE } from './time.ts';
import { departuresIn, timesIn, tripMeant } from './told.ts';
import type { World } from './world.ts';
import { BOUNDARY, historyWorld, liveWorld } from './world.ts';

const parameters = { seed: 7, boundary: BOUNDARY, historyDays: 8 };
let past: History;
let world: World;

beforeAll(() => {
  past = history(historyWorld(parameters));
  world = liveWorld(parameters);
});

const parsed = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const track = z.object({
  type: z.literal('track'),
  messageId: z.string().min(1),
  userId: z.string().regex(/^C\d{5}$/),
  event: z.string(),
  timestamp: z.iso.datetime(),
  properties: z.object({ tripId: z.string(), flight: z.string().regex(/^(CO|XE)\d+$/) }).loose(),
});

test('the folder is what its contract says, and the same for a seed', () => {
  expect(history(historyWorld(parameters)).folder).toEqual(past.folder);
  const events = z.array(track).parse(parsed(past.folder['events.jsonl']));
  expect(new Set(events.map(({ messageId }) => messageId)).size).toBe(events.length);
  expect(events.every(({ timestamp }) => timestamp < iso(BOUNDARY))).toBe(true);
  const [header, ...rows] = past.folder['contacts.csv'].trim().split('\n');
  expect(header).toBe('contact_id,customer_id,channel,reason,started_at,handle_seconds,resolved');
  expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(rows.length);
  for (const row of rows) {
    expect(row).toMatch(
      new RegExp(`^[\\w-]+,C\\d{5},(voice|chat|email),(${reasons.join('|')}),[\\dT:.-]+Z,\\d+,(true|false)$`),
    );
  }
  const others = history(historyWorld({ ...parameters, seed: 8 }));
  expect(others.folder['events.jsonl']).not.toBe(past.folder['events.jsonl']);
});

test('live goes on where history ends: every event once', () => {
  const population = new Population(world);
  const told = new Set(past.events.map(({ event }) => event.id));
  const coming = population.happenings(BOUNDARY + 3 * DAY);
  for (const { event } of coming) {
    expect(event.at).toBeGreaterThanOrEqual(BOUNDARY);
    expect(told.has(event.id)).toBe(false);
  }
  const booked = coming.filter(({ event }) => event.name === 'Flight Booked').map(({ trip }) => trip.id);
  const known = new Set([
    ...past.trips.filter((trip) => trip.bookedAt < BOUNDARY).map(({ id }) => id),
    ...booked,
  ]);
  expect(coming.filter(({ trip }) => !known.has(trip.id))).toEqual([]);
  expect(population.happenings(BOUNDARY + 3 * DAY)).toEqual([]);
});

const rows = (contacts: Contact[]): string[] => contacts.map((c) => `${c.id} ${c.reason} ${c.at}`).sort();
const dayTwo = BOUNDARY + 30 * HOUR;

function live(step: number, onStep: (population: Population, now: number) => void = () => {}): Contact[] {
  const population = new Population(world);
  const contacts: Contact[] = [];
  for (let now = BOUNDARY + step; now <= dayTwo; now += step) {
    onStep(population, now);
    contacts.push(...population.contacts(now));
  }
  return contacts;
}

test('without messages, how the time is cut changes nothing', () => {
  const whole = live(30 * HOUR);
  expect(rows(live(7 * MINUTE).filter((c) => c.at <= dayTwo - 10 * MINUTE))).toEqual(
    rows(whole.filter((c) => c.at <= dayTwo - 10 * MINUTE)),
  );
  expect(whole.every((contact) => contact.at >= BOUNDARY)).toBe(true);
});

const clock = (at: number): string =>
  new Date(at).toLocaleTimeString('en-US', { timeZone: HOUSTON, hour: 'numeric', minute: '2-digit' });

/** Contacts about delayed flights when everyone gets a text at each delay. */
function withTexts(text: (time: string, minutes: number) => string): Contact[] {
  return live(5 * MINUTE, (population, now) => {
    for (const { trip, event } of population.happenings(now)) {
      if (event.name !== 'Flight Delayed') continue;
      const said = text(clock(event.departsAt), event.minutes);
      population.receive({ customerId: trip.customer.id, text: `${trip.flight.code}: ${said}`, at: now });
    }
  });
}
const calls = (contacts: Contact[]): number =>
  contacts.filter((c) => c.reason === 'flight_status' && c.passenger.minutes >= 15).length;

test('a text with the right time takes away about seven in ten calls; without a time or wrong, none', () => {
  const none = calls(live(5 * MINUTE));
  const told = withTexts((time) => `now leaves at ${time}.`);
  expect(none).toBeGreaterThan(60);
  expect(1 - calls(told) / none).toBeGreaterThan(0.5);
  expect(1 - calls(told) / none).toBeLessThan(0.85);
  expect(calls(withTexts(() => 'is delayed.'))).toBe(none);
  expect(calls(withTexts(() => 'leaves at 3:07 AM.'))).toBe(none);
  const caused = told.filter((contact) => contact.id.includes('-caused-'));
  expect(caused.length).toBeGreaterThan(2);
  expect(caused.length).toBeLessThan(40);
});

test.each<[string, number[]]>([
  ['now leaves at 5:25 PM', [1045]],
  ['leaves at 17:25 from gate B12', [1045]],
  ['sale a las 5:25 p. m.', [1045]],
  ['at 12:05 a.m., gate 4', [5]],
  ['at 5.25pm', [1045]],
  ['at 5 PM', [1020]],
  ['was 4:05 PM, now 5:25 PM', [1045]],
  ['moved from 4:05 PM to 5:25 PM', [1045]],
  ['120 minutes late; call 1-800-555-0100', []],
  ['costs 6.05 dollars', []],
])('"%s" has the times %j', (text, times) => {
  expect(timesIn(text)).toEqual(times);
});

test('a message is about the trip it names, and a time is of its day', () => {
  const population = new Population(world);
  const [contact] = population.contacts(BOUNDARY + 20 * HOUR);
  if (!contact) throw new Error('nobody called in 20 hours');
  const { passenger } = contact;
  expect(tripMeant(`Flight ${passenger.trip.flight.code} is late`, [passenger], contact.at)).toBe(passenger);
  expect(tripMeant('Hello', [], contact.at)).toBeNull();
  expect(departuresIn(clock(passenger.departsAt), passenger)).toContain(passenger.departsAt);
});
