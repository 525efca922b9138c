import type { ForestSettings } from './types.ts';

/** Settings for so many rows to learn from; see bench/synthetic/README.md for what they were measured on. */
export function settingsFor(rows: number): ForestSettings {
  const common = { l2: 1, leastHessian: 1e-3, evenness: 0, seed: 1 };
  if (rows < 20_000)
    return {
      ...common,
      rounds: 400,
      rate: 0.05,
      leaves: 12,
      leastRows: 10,
      rowShare: 0.7,
      featureShare: 0.5,
      patience: 40,
    };
  return {
    ...common,
    rounds: 500,
    rate: 0.1,
    leaves: 48,
    leastRows: 20,
    rowShare: 0.8,
    featureShare: 0.7,
    patience: 25,
  };
}
