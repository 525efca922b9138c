import { expect, test } from 'vitest';
import type { TimelineEntry } from '../customers/index.ts';
import { DAY, HOUR, iso } from '../platform/index.ts';
import { courseLearner } from './learn-courses.ts';

const T0 = Date.UTC(2026, 0, 1);
const event = (at: number, name: string, parcelId: string, more: object = {}): TimelineEntry => ({
  kind: 'event',
  at,
  name,
  properties: { parcelId, ...more },
});

/** Parcels are shipped, mostly delivered a day or two after, sometimes rated; one in ten is lost. */
function lives(count: number): TimelineEntry[][] {
  return Array.from({ length: count }, (_, i) => {
    const id = `P${i}`;
    const shipped = T0 + i * HOUR;
    const due = { dueAt: iso(shipped + 2 * DAY) };
    const delivered = shipped + (24 + (i % 24)) * HOUR;
    return [
      event(shipped, 'Shipped', id, due),
      ...(i % 10 ? [event(delivered, 'Delivered', id)] : []),
      ...(i % 4 === 1 ? [event(delivered + HOUR, 'Rated', id)] : []),
    ];
  });
}

test('what usually follows what is learned, with its share and its time; what seldom does is not', () => {
  const learner = courseLearner(T0 + 60 * DAY);
  for (const life of lives(100)) learner.see(life);
  const steps = learner.conclude().parcel ?? [];
  expect(steps).toContainEqual({
    after: { kind: 'event', name: 'Shipped' },
    follows: 'Delivered',
    share: 0.9,
    median: expect.closeTo(36, -0.5),
    usually: expect.closeTo(45, -0.5),
  });
  expect(steps.map(({ follows }) => follows)).not.toContain('Rated');
});

test('what had no time to go on, or was seen too seldom, says nothing', () => {
  const early = courseLearner(T0 + 10 * DAY);
  for (const life of lives(100)) early.see(life);
  expect(early.conclude().parcel).toEqual([]);
  const few = courseLearner(T0 + 60 * DAY);
  for (const life of lives(10)) few.see(life);
  expect(few.conclude().parcel).toEqual([]);
  expect(courseLearner(T0).conclude()).toEqual({});
});
