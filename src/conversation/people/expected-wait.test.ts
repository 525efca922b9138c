import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectedWait, type Load } from './expected-wait.ts';
import type { Agent } from './types.ts';

const agent = (serves: string | null = null, inHand: string[] = [], name = 'Dana'): Agent => ({
  name,
  serves,
  inHand,
});
/** Ten minutes each, of two reasons alike. */
const TEN = [
  { reason: 'bag', count: 100, mean: 600 },
  { reason: 'seat', count: 100, mean: 600 },
];

test.each<[string, Partial<Load>, string | null, number | null]>([
  ['nobody is about', { agents: [] }, 'bag', null],
  ['nothing is known of how long one takes', { agents: [agent()], handled: [] }, 'bag', null],
  ['who is about takes something else', { agents: [agent('seat')] }, 'bag', null],
  ['one is free', { agents: [agent()] }, 'bag', 0],
  ['one is free, for no reason that is known', { agents: [agent()] }, null, 0],
  ['one is at work', { agents: [agent(null, ['bag'])] }, 'bag', 10],
  ['one of two is at work', { agents: [agent(null, ['bag']), agent(null)] }, 'bag', 0],
  ['both are at work', { agents: [agent(null, ['bag']), agent(null, ['bag'])] }, 'bag', 5],
  ['three wait before', { agents: [agent()], line: [{ reason: 'bag', count: 3 }] }, 'bag', 30],
  ['they wait for something else', { agents: [agent()], line: [{ reason: 'seat', count: 3 }] }, 'bag', 30],
  [
    'whom others take',
    { agents: [agent('bag'), agent('seat')], line: [{ reason: 'seat', count: 3 }] },
    'bag',
    0,
  ],
  [
    'of whom others take half',
    { agents: [agent(), agent('seat')], line: [{ reason: 'seat', count: 4 }] },
    'bag',
    20,
  ],
])('%s', (_, load, reason, minutes) => {
  expect(expectedWait({ line: [], agents: [], handled: TEN, ...load }, reason)).toBe(minutes);
});

test('a reason with few contacts takes about as long as all do; one with many as long as its own', () => {
  const wait = (count: number) =>
    expectedWait(
      {
        line: [{ reason: 'claim', count: 1 }],
        agents: [agent()],
        handled: [
          { reason: 'bag', count: 1_000_000, mean: 600 },
          { reason: 'claim', count, mean: 3600 },
        ],
      },
      'bag',
    );
  expect(wait(1)).toBeLessThan(14);
  expect(wait(2000)).toBeGreaterThan(58);
});

const reasons = fc.constantFrom('bag', 'seat', 'claim', null);
const loads = fc.record<Load>({
  line: fc.array(fc.record({ reason: reasons, count: fc.nat(30) }), { maxLength: 4 }),
  agents: fc.array(
    fc.record({ name: fc.constant('Dana'), serves: reasons, inHand: fc.array(reasons, { maxLength: 3 }) }),
    { maxLength: 6 },
  ),
  handled: fc.uniqueArray(
    fc.record({
      reason: reasons,
      count: fc.integer({ min: 1, max: 500 }),
      mean: fc.double({ min: 1, max: 7200, noNaN: true }),
    }),
    { selector: ({ reason }) => reason },
  ),
});

test('it is never negative, and never shorter for a longer line', () => {
  fc.assert(
    fc.property(loads, reasons, reasons, fc.nat(20), (load, reason, of, more) => {
      const wait = expectedWait(load, reason);
      const longer = expectedWait({ ...load, line: [...load.line, { reason: of, count: more }] }, reason);
      if (wait === null) return void expect(longer).toBeNull();
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(Number.isInteger(wait)).toBe(true);
      expect(longer).toBeGreaterThanOrEqual(wait);
    }),
  );
});

test('where all take from all, one more agent never makes it longer', () => {
  fc.assert(
    fc.property(loads, reasons, ({ agents, ...rest }, reason) => {
      const load = { ...rest, agents: agents.map((one) => ({ ...one, serves: null })) };
      const wait = expectedWait(load, reason);
      const helped = expectedWait({ ...load, agents: [...load.agents, agent()] }, reason);
      if (wait !== null) expect(helped).toBeLessThanOrEqual(wait);
    }),
  );
});
