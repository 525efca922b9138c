import { expect, test } from 'vitest';
import { DAY, HOUR, iso } from '../../platform/index.ts';
import { timeTicks } from './scale.ts';

test('days begin at midnight of the zone, over the change of the clocks too', () => {
  const from = Date.parse('2026-03-06T12:00:00Z');
  const { at, daily } = timeTicks(from, from + 4 * DAY, 'America/New_York', 5);
  expect(daily).toBe(true);
  expect(at.map(iso)).toEqual([
    '2026-03-07T05:00:00.000Z',
    '2026-03-08T05:00:00.000Z',
    '2026-03-09T04:00:00.000Z',
    '2026-03-10T04:00:00.000Z',
  ]);
});

test('within a day ticks are hours', () => {
  const from = Date.parse('2026-03-06T11:30:00Z');
  const { at, daily } = timeTicks(from, from + 12 * HOUR, 'UTC', 5);
  expect(daily).toBe(false);
  expect(at.map(iso)).toEqual([
    '2026-03-06T12:00:00.000Z',
    '2026-03-06T15:00:00.000Z',
    '2026-03-06T18:00:00.000Z',
    '2026-03-06T21:00:00.000Z',
  ]);
});
