import { expect, test } from 'vitest';
import type { TimelineEntry } from '../../customers/index.ts';
import { DAY, HOUR } from '../../platform/index.ts';
import { seeded } from '../random.ts';
import { lifeOf } from './life.ts';
import { gainOf, logPOf, type Measured, measure } from './measure.ts';
import { indexed, placesOf, spansIn } from './occurrences.ts';
import { type Cases, panelOf } from './panel.ts';

const WINDOW = { from: 0, to: 24 };

/** Busy customers have more of everything, contacts come in bouts and more of them on some days: and none because of X. */
function nothingThere(seed: number, customers = 120): { measured: Measured; cases: Cases } {
  const random = seeded(seed);
  const instant = () => Math.round((random() < 0.3 ? 20 + random() : random() * 60) * DAY);
  const lives = Array.from({ length: customers }, (_, c) => {
    const entries: TimelineEntry[] = [{ kind: 'traits', at: 0, traits: {} }];
    const busy = 1 + Math.floor(random() ** 3 * 12);
    for (let i = 0; i < busy; i++) entries.push({ kind: 'event', at: instant(), name: 'X', properties: {} });
    for (let i = 0; i < busy / 2; i++)
      for (
        let at = instant(), more = true;
        more;
        at += Math.round(random() * 6 * HOUR), more = random() < 0.5
      )
        entries.push({
          kind: 'contact',
          at,
          id: `${c} ${entries.length}`,
          channel: 'voice',
          reason: 'r',
          handleSeconds: null,
          resolved: null,
          offeredReason: null,
          offerTaken: null,
        });
    return indexed(lifeOf(`C${c}`, entries, 100 * DAY));
  });
  const panel = panelOf(
    lives.map(({ life }) => life),
    ['r'],
    0,
    100 * DAY,
  );
  const places = lives.map((found) => placesOf({ kind: 'event', name: 'X' }, null, found));
  const [measured] = measure(panel, (customer) =>
    spansIn(places[customer] ?? { triples: new Float64Array(), occasions: [], chains: [] }, WINDOW),
  );
  return { measured: measured as Measured, cases: panel.cases[0] as Cases };
}

test('where nothing is there, as many contacts fall into a window as expected, and small p-values are as rare as they say', () => {
  const runs = Array.from({ length: 150 }, (_, seed) => nothingThere(seed + 1));
  const sum = (of: (measured: Measured) => number) =>
    runs.reduce((all, { measured }) => all + of(measured), 0);
  expect(sum(({ observed }) => observed) / sum(({ expected }) => expected)).toBeCloseTo(1, 1);
  expect(sum(({ observed }) => observed) / sum(({ pooled }) => pooled)).toBeCloseTo(1, 1);
  const p = runs.map(({ measured, cases }) => Math.exp(logPOf(measured, cases, WINDOW.to - WINDOW.from)));
  for (const level of [0.3, 0.1, 0.03])
    expect(p.filter((one) => one <= level).length / p.length).toBeLessThan(
      level + 2 * Math.sqrt((level * (1 - level)) / p.length),
    );
});

test.each([
  [50, 10, 100, true],
  [10, 10, 100, false],
  [100, 10, 100, true],
])('%d where %d of %d were expected tells something: %s', (observed, expected, all, tells) => {
  expect(gainOf({ observed, expected }, all) > 0).toBe(tells);
});

test('the same contacts in less time tell more', () => {
  expect(gainOf({ observed: 50, expected: 5 }, 100)).toBeGreaterThan(
    gainOf({ observed: 50, expected: 10 }, 100),
  );
});
