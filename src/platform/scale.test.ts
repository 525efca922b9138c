import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linear, roundTicks } from './scale.ts';

test.each([
  [10, 4, [0, 5, 10]],
  [38, 4, [0, 10, 20, 30, 40]],
  [0.7, 4, [0, 0.2, 0.4, 0.6, 0.8]],
  [100, 5, [0, 20, 40, 60, 80, 100]],
  [0, 4, [0, 1]],
])('up to %d in about %d', (most, count, ticks) => expect(roundTicks(most, count)).toEqual(ticks));

test('ticks begin at 0, reach the most and are not many more than asked', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.integer({ min: 2, max: 8 }),
      (most, count) => {
        const ticks = roundTicks(most, count);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most * (1 - 1e-6));
        expect(ticks.length).toBeLessThanOrEqual(count + 2);
      },
    ),
  );
});

test('linear maps ends to ends', () => {
  const x = linear([10, 20], [100, 300]);
  expect([x(10), x(15), x(20)]).toEqual([100, 200, 300]);
  expect(linear([5, 5], [1, 2])(5)).toBe(1);
});
