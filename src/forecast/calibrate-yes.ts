import { along, type Curve, isotonic, type Seen } from './isotonic.ts';
import { minimise } from './minimise.ts';

/** How a probability is put right: by a line on its log odds, or by a curve where there is enough to draw one. */
export type YesCalibration =
  | { kind: 'platt'; slope: number; shift: number }
  | { kind: 'isotonic'; curve: Curve };

export const AS_IT_IS: YesCalibration = { kind: 'platt', slope: 1, shift: 0 };

/**
 * With fewer yeses or noes than this a line (two numbers) is all that the rows can tell; with fewer than `ANY`, nothing.
 * Moments of one customer are much alike, so that it takes more of them than of rows of their own.
 */
const ENOUGH_FOR_A_CURVE = 5000;
const ANY = 30;

/**
 * Fits a calibration to probabilities beside what came (Platt, Probabilistic Outputs for Support Vector Machines, 1999;
 * isotonic where there is plenty of either outcome, as Niculescu-Mizil & Caruana, Predicting Good Probabilities, 2005, found).
 */
export function calibrateYes(seen: readonly Seen[]): YesCalibration {
  const yes = seen.filter(({ truth }) => truth).length;
  const fewest = Math.min(yes, seen.length - yes);
  if (fewest < ANY) return AS_IT_IS;
  if (fewest >= ENOUGH_FOR_A_CURVE)
    return { kind: 'isotonic', curve: isotonic(seen.map((one) => ({ ...one, score: logit(one.score) }))) };
  const whole = seen.reduce((sum, { weight }) => sum + weight, 0);
  const loss = (x: Float64Array, gradient: Float64Array) => {
    const [slope = 1, shift = 0] = x;
    let sum = 0;
    gradient.fill(0);
    for (const { score, truth, weight } of seen) {
      const z = logit(score);
      const p = logistic(slope * z + shift);
      const share = weight / whole;
      sum -= share * Math.log(Math.max(truth ? p : 1 - p, 1e-12));
      const pull = share * (p - (truth ? 1 : 0));
      gradient[0] = (gradient[0] as number) + pull * z;
      gradient[1] = (gradient[1] as number) + pull;
    }
    return sum;
  };
  const [slope = 1, shift = 0] = minimise(loss, Float64Array.of(1, 0), { iterations: 50, tolerance: 1e-8 });
  return slope > 0 ? { kind: 'platt', slope, shift } : AS_IT_IS;
}

export function applyYes(calibration: YesCalibration, probability: number): number {
  return calibration.kind === 'platt'
    ? logistic(calibration.slope * logit(probability) + calibration.shift)
    : along(calibration.curve, logit(probability));
}

function logit(p: number): number {
  const inside = Math.min(1 - 1e-9, Math.max(1e-9, p));
  return Math.log(inside / (1 - inside));
}

function logistic(z: number): number {
  return 1 / (1 + Math.exp(-z));
}
