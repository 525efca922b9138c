import { expect, test } from 'vitest';
import { type Comparison, compare as compareArms, designEffects } from './compare.ts';
import { type ClusterSums, designEffect } from './design-effect.ts';
import { type ArmSums, effectOf } from './effect.ts';
import { partingOf } from './parting.ts';
import { wilson } from './proportion.ts';
import { totalOf } from './total.ts';

const PERIOD = { since: null, until: 1000 };

/** An arm of `units` customers with one outreach each. */
function each(contacted: number, units: number): ClusterSums {
  return { customers: units, units, contacted, yy: contacted, ym: contacted, mm: units };
}

function compare(treated: ClusterSums, holdout: ClusterSums): Comparison {
  return compareArms({ treated, holdout }, designEffects({ treated, holdout }));
}

/** The rows of a play, `[reached, held out]` version by version, whose customers are others in each. */
function rowsOf(play: string, versions: readonly (readonly [ClusterSums, ClusterSums | null])[]): ArmSums[] {
  const plus = (a: ClusterSums, b: ClusterSums) =>
    Object.fromEntries(Object.entries(a).map(([key, value]) => [key, value + b[key as keyof ClusterSums]]));
  return (['treated', 'holdout'] as const).flatMap((arm, i) => {
    const sums = versions.flatMap(([...arms], at) => ({ version: at + 1, about: arms[i] ?? each(0, 0) }));
    const all = sums.reduce((total, { about }) => plus(total, about) as ClusterSums, each(0, 0));
    return [{ version: null, about: all }, ...sums].map(({ version, about }) => ({
      ...{ play, version, reason: 'flight_status', arm, open: 0, about, other: each(0, about.units) },
    }));
  });
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
  const effect = designEffect(clustered) ?? 0;
  expect(effect).toBeGreaterThan(2);
  const alone = wilson({ successes: 0, trials: 60 / effect });
  expect(result.holdout.interval.high).toBeCloseTo(100 * alone.high, 9);
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
    effectOf('a', rowsOf('a', [[each(10, 100), each(10, 100)]]), PERIOD),
    effectOf('b', rowsOf('b', [[each(450, 900), each(50, 100)]]), PERIOD),
    effectOf('c', rowsOf('c', [[each(1, 3), null]]), PERIOD),
  ];
  const total = totalOf(effects);
  expect(total).toMatchObject({ plays: 2, without: 1 });
  expect(total.contacts?.avoided).toBeCloseTo(0, 9);
  const [a, b] = effects.map((effect) => effect.about?.contacts);
  if (!a || !b || !total.contacts) throw new Error('no comparison');
  expect(total.contacts.low).toBeCloseTo(-Math.hypot(a.avoided - a.low, b.avoided - b.low), 9);
  const steps = [
    { play: 'a', version: 1, arm: 'treated' as const, start: 0, contacted: 10 },
    { play: 'a', version: 1, arm: 'holdout' as const, start: 10, contacted: 10 },
    { play: 'b', version: 1, arm: 'treated' as const, start: 10, contacted: 450 },
    { play: 'b', version: 1, arm: 'holdout' as const, start: 10, contacted: 50 },
    { play: 'c', version: 1, arm: 'treated' as const, start: 10, contacted: 1 },
  ];
  const lines = partingOf(effects, steps, 10);
  expect(lines.treated).toEqual([
    { at: 10, per100: 1 },
    { at: 20, per100: 46 },
  ]);
  expect(lines.holdout).toEqual([{ at: 20, per100: 46 }]);
});

test('versions of a play: each within itself, so that times and holdouts that differ tell nothing by themselves', () => {
  // No effect at all: 5 in 100 contact while 10 % are held out, then 20 in 100 while half are.
  const versions = [
    [each(45, 900), each(5, 100)],
    [each(100, 500), each(100, 500)],
    [each(5, 40), each(9, 9)],
  ] as const;
  const effect = effectOf('a', rowsOf('a', versions), PERIOD);
  if (!effect.about) throw new Error('no comparison');
  const { per100, contacts, treated, holdout } = effect.about;
  expect(contacts.avoided).toBeCloseTo(0, 9);
  expect(contacts.low).toBeLessThan(-20);
  expect(contacts.high).toBeGreaterThan(20);
  expect(contacts.high).toBeCloseTo(per100.high * 14, 9);
  expect([treated.per100, holdout.per100]).toEqual([
    expect.closeTo(145 / 14, 9),
    expect.closeTo(145 / 14, 9),
  ]);
  expect(effect.versions.map(({ version }) => version)).toEqual([1, 2]);
  expect(effect.leftOut).toEqual([{ version: 3, units: { treated: 40, holdout: 9 } }]);
  expect(effect.arms.treated.units.value).toBe(1440);
  const total = totalOf([effect]);
  expect(total).toMatchObject({ plays: 1, without: 0, versionsLeftOut: 1 });
  expect(total.contacts).toEqual({
    avoided: contacts.avoided,
    low: expect.closeTo(contacts.low, 9),
    high: expect.closeTo(contacts.high, 9),
  });
  const steps = versions.flatMap(([treated, holdout], i) => [
    { play: 'a', version: i + 1, arm: 'treated' as const, start: i, contacted: treated.contacted },
    { play: 'a', version: i + 1, arm: 'holdout' as const, start: i, contacted: holdout.contacted },
  ]);
  const lines = partingOf([effect], steps, 1);
  expect(lines.treated.map(({ per100 }) => per100)).toEqual([45 / 14, 145 / 14]);
  expect(lines.holdout).toEqual(lines.treated);
});

test('where no version has enough, it is said how far the nearest is', () => {
  const rows = rowsOf('a', [
    [each(1, 400), each(1, 3)],
    [each(1, 50), each(1, 9)],
    [each(0, 0), each(0, 0)],
  ]);
  const effect = effectOf('a', rows, PERIOD);
  expect(effect.about).toBeNull();
  expect(effect.missing).toBe(
    'Too little to say: it takes 10 customers in each arm of one version of the play whose time has passed; so far 50 reached and 9 held out in version 2.',
  );
});

test('customers who come again in every version do not count as others in each', () => {
  const random = stream(11);
  const VERSIONS = 8;
  /** Every customer has one outreach a version, and a habit of their own; later versions meet more contacts. */
  const draw = (customers: number) => {
    const by = Array.from({ length: VERSIONS }, () => 0);
    const all = {
      customers,
      units: customers * VERSIONS,
      contacted: 0,
      yy: 0,
      ym: 0,
      mm: customers * VERSIONS ** 2,
    };
    for (let i = 0; i < customers; i++) {
      const habitual = random() < 0.3;
      let y = 0;
      for (let version = 0; version < VERSIONS; version++) {
        const called = random() < (habitual ? 0.6 + 0.04 * version : 0.05) ? 1 : 0;
        by[version] = (by[version] ?? 0) + called;
        y += called;
      }
      all.contacted += y;
      all.yy += y * y;
      all.ym += y * VERSIONS;
    }
    return { all, by: by.map((contacted) => each(contacted, customers)) };
  };
  let held = 0;
  for (let run = 0; run < 1000; run++) {
    const arms = { treated: draw(120), holdout: draw(60) };
    const rows = (['treated', 'holdout'] as const).flatMap((arm) =>
      [arms[arm].all, ...arms[arm].by].map((about, version) => ({
        ...{
          play: 'a',
          version: version || null,
          reason: 'flight_status',
          arm,
          open: 0,
          about,
          other: about,
        },
      })),
    );
    const { low, high } = effectOf('a', rows, PERIOD).about?.per100 ?? { low: 1, high: 1 };
    held += low <= 0 && 0 <= high ? 1 : 0;
  }
  expect(held / 1000).toBeGreaterThan(0.93);
  expect(held / 1000).toBeLessThan(0.99);
});
