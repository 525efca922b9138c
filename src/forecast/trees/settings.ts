import type { ForestSettings } from './types.ts';

/** With more classes than this, trees of their own find too little in each to be worth their time. */
const MOST_WITH_OWN_TREES = 25;

/** Settings for so many rows to learn from; see bench/synthetic/README.md for what they were measured on. */
export function settingsFor(rows: number, classes: number): ForestSettings {
  const common = { sketch: 'drawn' as const, leastHessian: 1e-3, seed: 1 };
  if (rows < 20_000 && classes <= MOST_WITH_OWN_TREES)
    return {
      ...common,
      trees: 'own',
      rounds: 400,
      rate: 0.08,
      leaves: 5,
      leastRows: Math.max(1, Math.min(10, Math.round(rows / 100))),
      l2: 3,
      noise: 1,
      rowShare: 1,
      featureShare: 0.4,
      patience: 15,
    };
  if (rows < 20_000)
    return {
      ...common,
      trees: 'shared',
      sketch: 'projected',
      rounds: 600,
      rate: 0.05,
      leaves: 6,
      leastRows: Math.max(1, Math.min(10, Math.round(rows / 100))),
      l2: 5,
      noise: 2,
      rowShare: 0.7,
      featureShare: 0.3,
      patience: 40,
    };
  return {
    ...common,
    trees: 'shared',
    rounds: 1000,
    rate: 0.1,
    leaves: rows < 80_000 ? 16 : 32,
    leastRows: 20,
    l2: 5,
    noise: 1,
    rowShare: 1,
    featureShare: 0.4,
    patience: 25,
  };
}
