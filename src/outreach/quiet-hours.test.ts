import { expect, test } from 'vitest';
import { quietUntil } from './quiet-hours.ts';

const night = { from: '21:00', to: '08:00' };
const at = (text: string) => Date.parse(text);
const until = (now: string, zone: string, hours = night) => {
  const end = quietUntil(at(now), zone, hours);
  return end === null ? null : new Date(end).toISOString();
};

test.each([
  ['before the night', '2026-01-15T02:59:00Z', 'America/Chicago', null],
  ['the night begins', '2026-01-15T03:00:00Z', 'America/Chicago', '2026-01-15T14:00:00.000Z'],
  ['after midnight', '2026-01-15T10:00:00Z', 'America/Chicago', '2026-01-15T14:00:00.000Z'],
  ['the night ends', '2026-01-15T14:00:00Z', 'America/Chicago', null],
  ['another zone sleeps at another time', '2026-01-15T14:00:00Z', 'Asia/Tokyo', '2026-01-15T23:00:00.000Z'],
  [
    'clocks go forward in the night (8 March 2026)',
    '2026-03-08T06:00:00Z',
    'America/Chicago',
    '2026-03-08T13:00:00.000Z',
  ],
  [
    'clocks go back in the night (1 November 2026)',
    '2026-11-01T04:00:00Z',
    'America/Chicago',
    '2026-11-01T14:00:00.000Z',
  ],
])('%s', (_, now, zone, end) => {
  expect(until(now, zone)).toBe(end);
});

test('an end that the clocks skip is the moment they skip to', () => {
  expect(until('2026-03-08T07:30:00Z', 'America/Chicago', { from: '23:00', to: '02:30' })).toBe(
    '2026-03-08T08:00:00.000Z',
  );
});

test('hours within one day, and none at all', () => {
  expect(until('2026-01-15T12:30:00Z', 'UTC', { from: '12:00', to: '13:00' })).toBe(
    '2026-01-15T13:00:00.000Z',
  );
  expect(quietUntil(at('2026-01-15T03:00:00Z'), 'UTC', null)).toBeNull();
});
