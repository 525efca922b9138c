import { intoProbabilities } from './softmax.ts';

export type Scored = { scores: Float64Array; label: number; weight: number };

const [COLDEST, HOTTEST] = [0.5, 3];

/**
 * The temperature by which scores must be divided for the likelihood of the truth to be greatest (Guo et al., On
 * Calibration of Modern Neural Networks, ICML 2017), by golden-section search on its logarithm, between 0.5 and 3.
 */
export function temperatureOf(scored: readonly Scored[]): number {
  const loss = (log: number) => {
    const temperature = Math.exp(log);
    return scored.reduce((sum, { scores, label, weight }) => {
      const p = intoProbabilities(scores.map((score) => score / temperature));
      return sum - weight * Math.log(Math.max(p[label] as number, 1e-300));
    }, 0);
  };
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(COLDEST), Math.log(HOTTEST)];
  for (let i = 0; i < 20; i++) {
    const span = (high - low) * ratio;
    if (loss(high - span) < loss(low + span)) high = low + span;
    else low = high - span;
  }
  return Math.exp((low + high) / 2);
}
