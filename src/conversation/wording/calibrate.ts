import { softmax } from '../moves/index.ts';
import type { Judged } from './fit.ts';
import { fitLogistic, oddsOf } from './logistic.ts';
import type { Rounds } from './rounds.ts';
import type { Calibration } from './types.ts';

/** The part of all texts that is taken to be about none of the reasons; nobody has counted. */
const OUTSIDE = 0.1;
/** Of what is outside, the part that is like the company's business. */
const NEAR = 0.7;
/** The part of texts about a reason that may be taken as unknown. */
const FALSE_REJECTIONS = 0.05;
/** Belief, in rows, that all reasons are alike probable; and that no sign tells anything and the temperature is 1. */
const EVEN_ROWS = 2;
const PULL = 3;
const TEMPERATURES = Array.from({ length: 41 }, (_, i) => 0.05 * 1.12 ** i);

export function calibrate(rounds: Rounds): Calibration {
  const { all, inside, near, far } = rounds;
  const mass = massOf(inside);
  const outside = [
    ...near.map((one) => [one, NEAR / massOf(near)] as const),
    ...far.map((one) => [one, (near.length ? 1 - NEAR : 1) / massOf(far)] as const),
  ];
  const known =
    mass === 0
      ? [0, 0, 0, 0]
      : [
          ...fitLogistic(
            [...inside, ...outside.map(([one]) => one)].map(({ signs }) => signs),
            [...inside.map(() => true), ...outside.map(() => false)],
            [
              ...inside.map(({ weight }) => weight),
              ...outside.map(([{ weight }, part]) => weight * part * mass),
            ],
            PULL,
          ),
        ];
  known[0] = (known[0] as number) + Math.log((1 - OUTSIDE) / OUTSIDE);
  return {
    temperature: temperatureOf(all),
    even: EVEN_ROWS / (EVEN_ROWS + massOf(all)),
    known,
    threshold: quantile(
      all.map(({ signs }) => oddsOf(known, signs)),
      FALSE_REJECTIONS,
    ),
  };
}

function massOf(judged: readonly Judged[]): number {
  return judged.reduce((sum, { weight }) => sum + weight, 0);
}

/** The one of TEMPERATURES that gives the true reasons the greatest likelihood, near 1 when little was held back. */
function temperatureOf(judged: readonly Judged[]): number {
  const losses = TEMPERATURES.map((temperature) =>
    judged.reduce(
      (sum, { label, scores, weight }) => {
        const p = softmax(scores, temperature)[label] ?? 0;
        return sum - weight * Math.log(Math.max(p, 1e-12));
      },
      PULL * Math.log(temperature) ** 2,
    ),
  );
  return TEMPERATURES[losses.indexOf(Math.min(...losses))] as number;
}

/** Between the two values on either side of it; 0, as likely as not, of none. */
function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = part * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}
