import { expect, test } from 'vitest';
import type { ClusterSums } from './design-effect.ts';
import { type ArmSums, compare, effectOf } from './effect.ts';
import { partingOf } from './parting.ts';
import { totalOf } from './total.ts';

const PERIOD = { since: null, until: 1000 };

/** An arm of `units` customers with one outreach each. */
function each(contacted: number, units: number): ClusterSums {
  return { customers: units, units, contacted, yy: contacted, ym: contacted, mm: units };
}

function arm(
  play: string,
  of: 'treated' | 'holdout',
  about: ClusterSums,
  other = each(0, about.units),
): ArmSums {
  return { play, reason: 'flight_status', arm: of, open: 0, about, other };
}

test('avoided is held out less reached, for as many as were reached', () => {
  const result = compare(each(48, 800), each(20, 100));
  expect(result.per100.difference).toBeCloseTo(14, 9);
  expect(result.contacts.avoided).toBeCloseTo(112, 9);
  expect(result.contacts.low).toBeGreaterThan(0);
  expect(result.contacts.low / 8).toBeCloseTo(result.per100.low, 9);
});

test('contacts that were caused come out below 0', () => {
  const result = compare(each(300, 1000), each(10, 1000));
  expect(result.contacts.avoided).toBeCloseTo(-290, 9);
  expect(result.contacts.high).toBeLessThan(0);
});

test('an arm of like outcomes borrows the design effect of the other', () => {
  const clustered = { customers: 50, units: 100, contacted: 40, yy: 80, ym: 80, mm: 200 };
  const result = compare(clustered, each(0, 60));
  expect(result.treated.designEffect).toBeGreaterThan(2);
  expect(result.holdout.designEffect).toBe(result.treated.designEffect);
});

/** Numbers that look random and are the same in every run (Numerical Recipes' linear congruence). */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

test('with habitual callers the interval still holds the truth about 95 times in 100', () => {
  const random = stream(7);
  const draw = (customers: number, share: number): ClusterSums => {
    const sums = { customers, units: 0, contacted: 0, yy: 0, ym: 0, mm: 0 };
    for (let i = 0; i < customers; i++) {
      const m = 1 + Math.floor(random() * 5);
      // Half of the customers contact almost always, half almost never: the mean is `share`.
      const p = random() < 0.5 ? 2 * share * 0.9 : 2 * share * 0.1;
      let y = 0;
      for (let j = 0; j < m; j++) y += random() < p ? 1 : 0;
      sums.units += m;
      sums.contacted += y;
      sums.yy += y * y;
      sums.ym += y * m;
      sums.mm += m * m;
    }
    return sums;
  };
  let held = 0;
  for (let run = 0; run < 2000; run++) {
    const { low, high } = compare(draw(150, 0.2), draw(60, 0.4)).per100;
    held += low <= 20 && 20 <= high ? 1 : 0;
  }
  expect(held / 2000).toBeGreaterThan(0.93);
  expect(held / 2000).toBeLessThan(0.98);
});

test('all plays together: each within itself, so that unequal holdouts tell nothing by themselves', () => {
  // In both plays nothing is avoided, but the second has more contacts and a smaller holdout.
  const effects = [
    effectOf('a', [arm('a', 'treated', each(10, 100)), arm('a', 'holdout', each(10, 100))], PERIOD),
    effectOf('b', [arm('b', 'treated', each(450, 900)), arm('b', 'holdout', each(50, 100))], PERIOD),
    effectOf('c', [arm('c', 'treated', each(1, 3))], PERIOD),
  ];
  const total = totalOf(effects);
  expect(total).toMatchObject({ plays: 2, without: 1 });
  expect(total.contacts?.avoided).toBeCloseTo(0, 9);
  const [a, b] = effects.map((effect) => effect.about?.contacts);
  if (!a || !b || !total.contacts) throw new Error('no comparison');
  expect(total.contacts.low).toBeCloseTo(-Math.hypot(a.avoided - a.low, b.avoided - b.low), 9);
  const steps = [
    { play: 'a', arm: 'treated' as const, start: 0, contacted: 10 },
    { play: 'a', arm: 'holdout' as const, start: 10, contacted: 10 },
    { play: 'b', arm: 'treated' as const, start: 10, contacted: 450 },
    { play: 'b', arm: 'holdout' as const, start: 10, contacted: 50 },
    { play: 'c', arm: 'treated' as const, start: 10, contacted: 1 },
  ];
  const lines = partingOf(effects, steps, 10);
  expect(lines.treated).toEqual([
    { at: 10, per100: 1 },
    { at: 20, per100: 46 },
  ]);
  expect(lines.holdout).toEqual([{ at: 20, per100: 46 }]);
});
