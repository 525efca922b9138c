import { expect, test } from 'vitest';
import type { TimelineEntry, Vocabulary } from '../customers/index.ts';
import { DAY, HOUR, MINUTE } from '../platform/index.ts';
import { phrase } from './phrase.ts';
import { situation, situations } from './situation.ts';

const START = Date.UTC(2026, 0, 5);

function event(at: number, name: string, properties: Record<string, unknown> = {}): TimelineEntry {
  return { kind: 'event', at, name, properties };
}
function contact(at: number, reason: string, resolved = true): TimelineEntry {
  const rest = { channel: 'voice', handleSeconds: 60, offeredReason: null, offerTaken: null };
  return { kind: 'contact', at, id: `${at}`, reason, resolved, ...rest };
}
const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
/** A number in letters, as names of subjects are. */
const letters = (i: number) => [...String(i)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
function seconds(work: () => void): number {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1000;
}

/** Takes ages when a situation costs as much as all that happened before it, or keeps all of them at once. */
test('a customer to whom something happens each minute, asked about often, takes seconds', () => {
  const names = ['Viewed', 'Clicked', 'Scrolled'];
  const timeline = many(100_000, (i) =>
    event(START + i * MINUTE, names[i % 3] as string, { orderId: `O${i >> 3}`, amount: i % 90 }),
  );
  const contacts = many(10_000, (i) =>
    contact(START + i * 10 * MINUTE + 1, i % 2 ? 'price' : 'where', i % 3 > 0),
  );
  const instants = many(8_000, (i) => START + 30 * DAY + i * 5 * MINUTE);
  let last = {};
  const took = seconds(() => {
    for (const { features } of situations([...timeline, ...contacts], instants)) last = features;
  });
  expect(last).toMatchObject({ 'event/week/Viewed': 3360, 'contact/week/': 1008 });
  expect(took).toBeLessThan(15);
});

test('names without end, of events, subjects, facts and reasons, leave a situation small', () => {
  const timeline = many(10_000, (i) => [
    event(START + i * MINUTE, `Event ${i}`, { orderId: 'O', [`fact${i}`]: i, [`${letters(i)}Id`]: `T${i}` }),
    event(START + i * MINUTE, `Said ${i}`, { [`fact${i}`]: i }),
    contact(START + i * MINUTE + 1, `reason ${i}`),
  ]).flat();
  const instants = many(300, (i) => START + i * HOUR);
  let last: Record<string, unknown> = {};
  const took = seconds(() => {
    for (const { features } of situations(timeline, instants)) last = features;
  });
  expect(Object.keys(last).length).toBeLessThan(2000);
  expect(last['event/since/Event 9999']).toBeDefined();
  expect(last['asked/since/reason 9999']).toBeDefined();
  expect(took).toBeLessThan(15);
});

test('numbers at the end of their range make no feature that is no number', () => {
  const bills = [1e308, -1e308, 1.7e308, 1].map((amount, i) =>
    event(START + i * HOUR, 'Bill Sent', { billId: `B${i}`, amount, previousAmount: -1.7e308 }),
  );
  const said = [1e308, 1.7e308, -1.7e308].map((level, i) => event(START + i * HOUR, 'Measured', { level }));
  const { features } = situation([...bills, ...said], START + DAY);
  expect(
    Object.values(features)
      .filter((value) => typeof value === 'number')
      .every(Number.isFinite),
  ).toBe(true);
  expect(features['last bill/is/amount']).toBe(1);
});

test('slashes and colons in names confuse no ground', () => {
  const timeline = [
    event(START, 'Sent: by us/them', {
      'parcel/box': 'P',
      'due: on/at': '2026-01-09T00:00:00Z',
      'a: b': true,
    }),
  ];
  const vocabulary: Vocabulary = {
    zone: 'UTC',
    properties: [['parcel/box', { role: 'subject', type: 'parcel/box' }]],
  };
  const now = situation(timeline, START + HOUR, { vocabulary, contactsSince: 0, courses: {} });
  const words = Object.keys(now.features).flatMap((name) => phrase(name, now)?.words ?? []);
  expect(words).toContain('due: on/at in 4 days');
  expect(words).toContain('the nearest parcel\u2215box whose a:\u00a0b is true comes in 4 days');
  expect(words.every((text) => !/undefined|NaN/.test(text))).toBe(true);
});

test("names of JavaScript's own objects are names like any other", () => {
  const own = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const properties = JSON.parse(`{${own.map((name, i) => `"${name}":${i}`).join()},"orderId":"x"}`);
  const timeline = own.flatMap((name, i) => [event(START + i, name, properties), contact(START + i, name)]);
  const { features } = situation(timeline, START + DAY);
  for (const name of own) {
    expect(features[`event/since/${name}`]).toBeCloseTo(24, 1);
    expect(features[`asked/times/${name}`]).toBe(1);
    expect(features[`last order/is/${name}`]).toBe(own.indexOf(name));
  }
});
