import { expect, test } from 'vitest';
import { DAY, HOUR } from '../platform/index.ts';
import { cappedUntil } from './caps.ts';

const NOW = Date.UTC(2026, 4, 4, 12);
const sent = (hoursAgo: number, priority: number, playId = 'other') => ({
  at: NOW - hoursAgo * HOUR,
  playId,
  priority,
});
const daily = { company: [{ most: 1, per: 'P1D' }], play: [] };

test.each([
  ['nothing went', [], 5, null],
  ['one of the same priority went: a day after it', [sent(5, 5)], 5, NOW - 5 * HOUR + DAY],
  ['an earlier trivial one does not crowd out an urgent one', [sent(5, 2)], 8, null],
  ['an urgent one counts for a trivial one', [sent(5, 8)], 2, NOW - 5 * HOUR + DAY],
  ['what went a day ago is out of the span', [sent(24, 5)], 5, null],
])('%s', (_, history, priority, until) => {
  expect(cappedUntil(history, { playId: 'mine', priority }, daily, NOW)).toBe(until);
});

test("a play's own cap counts its own messages, and the later of two caps holds", () => {
  const caps = { company: [{ most: 2, per: 'PT6H' }], play: [{ most: 1, per: 'P3D' }] };
  const history = [sent(30, 5, 'mine'), sent(2, 5), sent(1, 5)];
  expect(cappedUntil(history, { playId: 'mine', priority: 5 }, caps, NOW)).toBe(NOW - 30 * HOUR + 3 * DAY);
  expect(cappedUntil(history, { playId: 'new', priority: 5 }, caps, NOW)).toBe(NOW + 4 * HOUR);
});
