import { intoProbabilities } from './classifier.ts';
import { minimise } from './minimise.ts';

export type Scored = { scores: Float64Array; label: number; weight: number };

/** Scores are divided by `temperature`, then `shifts` of each class are added. */
export type Calibration = { temperature: number; shifts: Float64Array };

/** Shifts are held to zero as if by so many rows: what a class lacked in a few weeks it need not lack later. */
const SHRINKAGE = 200;
const [COLDEST, HOTTEST] = [0.5, 3];

/**
 * Temperature and class shifts by which the likelihood of what came is greatest (Guo et al., On Calibration of Modern
 * Neural Networks, ICML 2017: temperature scaling, with the biases of their vector scaling, shrunk).
 */
export function calibrateClasses(scored: readonly Scored[]): Calibration {
  const classes = scored[0]?.scores.length ?? 0;
  const whole = scored.reduce((sum, { weight }) => sum + weight, 0);
  const loss = (x: Float64Array, gradient: Float64Array) => {
    const inverse = Math.exp(x[0] as number);
    let sum = 0;
    gradient.fill(0);
    for (const { scores, label, weight } of scored) {
      const p = intoProbabilities(scores.map((score, k) => score * inverse + (x[k + 1] as number)));
      const share = weight / whole;
      sum -= share * Math.log(Math.max(p[label] as number, 1e-300));
      for (let k = 0; k < classes; k++) {
        const pull = share * ((p[k] as number) - (k === label ? 1 : 0));
        gradient[0] = (gradient[0] as number) + pull * (scores[k] as number) * inverse;
        gradient[k + 1] = (gradient[k + 1] as number) + pull;
      }
    }
    const penalty = SHRINKAGE / scored.length;
    for (let k = 1; k <= classes; k++) {
      const shift = x[k] as number;
      sum += (penalty / 2) * shift * shift;
      gradient[k] = (gradient[k] as number) + penalty * shift;
    }
    return sum;
  };
  const [log = 0, ...shifts] = minimise(loss, new Float64Array(classes + 1), {
    iterations: 60,
    tolerance: 1e-7,
  });
  const temperature = Math.min(HOTTEST, Math.max(COLDEST, Math.exp(-log)));
  return { temperature, shifts: Float64Array.from(shifts) };
}
