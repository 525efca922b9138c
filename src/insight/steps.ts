import { DAY, HOUR } from '../platform/index.ts';

const STEPS = [HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 7 * DAY, 28 * DAY];
const MOST_STEPS = 84;

/** The finest step, in ms, that cuts `length` ms into no more pieces than can be drawn apart. */
export function stepFor(length: number): number {
  return STEPS.find((step) => length / step <= MOST_STEPS) ?? 364 * DAY;
}
