import type { ForestSettings } from './types.ts';

/** With more classes than this, trees of their own find too little in each to be worth their time. */
const MOST_WITH_OWN_TREES = 25;

/** Settings for so many rows to learn from; see bench/synthetic/README.md for what they were measured on. */
export function settingsFor(rows: number, classes: number): ForestSettings {
  const common = { l2: 1, leastHessian: 1e-3, evenness: 0, seed: 1 };
  if (rows < 20_000)
    return {
      ...common,
      trees: classes <= MOST_WITH_OWN_TREES ? 'own' : 'shared',
      rounds: 400,
      rate: 0.05,
      leaves: 8,
      leastRows: 10,
      rowShare: 0.7,
      featureShare: 0.4,
      patience: 40,
    };
  return {
    ...common,
    trees: 'shared',
    rounds: 500,
    rate: 0.1,
    leaves: 48,
    leastRows: 20,
    rowShare: 0.8,
    featureShare: 0.7,
    patience: 25,
  };
}
