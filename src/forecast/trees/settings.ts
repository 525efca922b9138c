import type { ForestSettings } from './types.ts';

/** Settings for so many rows to learn from; see bench/synthetic/README.md for what they were measured on. */
export function settingsFor(rows: number): ForestSettings {
  const common = { rate: 0.1, leastHessian: 1e-3, seed: 1 };
  if (rows < 20_000)
    return {
      ...common,
      rounds: 1000,
      leaves: 4,
      leastRows: Math.max(1, Math.min(10, Math.round(rows / 100))),
      l2: 3,
      noise: 0.3,
      rowShare: 1,
      featureShare: 0.4,
      patience: 40,
    };
  return {
    ...common,
    rounds: 1000,
    leaves: rows < 80_000 ? 16 : 32,
    leastRows: 20,
    l2: 5,
    noise: 1,
    rowShare: 1,
    featureShare: 0.4,
    patience: 25,
  };
}
