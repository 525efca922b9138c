import { expect, test } from 'vitest';
import { DAY, HOUR } from '../platform/index.ts';
import { momentSampler } from './moments.ts';
import { seeded } from './random.ts';

const contacts = [2 * DAY, 2.25 * DAY, 20 * DAY];

test('every moment is of the kind that it is drawn as, and its week is known', () => {
  const draw = momentSampler([1, 1, 1], seeded(1));
  const moments = [...draw(contacts, 0, 40 * DAY)];
  for (const { at, soon } of moments) {
    const next = contacts.find((contact) => contact >= at) ?? Number.POSITIVE_INFINITY;
    expect(soon).toBe(next - at <= DAY ? 0 : next - at <= 7 * DAY ? 1 : 2);
    expect(at).toBeLessThanOrEqual(33 * DAY + 1);
  }
  expect(moments.length).toBeGreaterThan((33 * DAY) / HOUR - 4);
});

test('what the drawn stand for adds up to the time there was, whatever the steps', () => {
  const steps: [number, number, number] = [5, 17, 90];
  const draw = momentSampler(steps, seeded(2));
  const hours = [0, 0, 0];
  for (let customer = 0; customer < 400; customer++) {
    for (const { soon } of draw(contacts, 0, 40 * DAY)) hours[soon] = (hours[soon] as number) + steps[soon];
  }
  const expected = [54, 24 + 144, 33 * 24 - 54 - 168];
  for (const [soon, total] of hours.entries())
    expect(total / 400 / (expected[soon] as number)).toBeCloseTo(1, 2);
});

test('nothing is drawn where less than a week is known', () => {
  expect([...momentSampler([1, 1, 1], seeded(1))([DAY], 0, 6 * DAY)]).toEqual([]);
});
