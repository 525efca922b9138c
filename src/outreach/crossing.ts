import type { Forecast } from '../forecast/index.ts';
import { DAY, HOUR, type Instant } from '../platform/index.ts';
import type { Trigger } from './trigger.ts';

type ForecastTrigger = Extract<Trigger, { kind: 'forecast' }>;

/** Something happened, or a contact came, no longer ago than `since`; or a milestone lies within `around`. */
export const IN_MOTION = { since: 7 * DAY, around: 2 * DAY };
/** What was missed for longer than this while no worker ran is let go. */
const MOST_MISSED = DAY;

/** P(contact within the trigger's horizon, about the reason). */
export function chanceOf(
  forecast: Forecast,
  trigger: Pick<ForecastTrigger, 'horizon'>,
  reason: string,
): number {
  const contact = trigger.horizon === '24h' ? forecast.contact24h : forecast.contact7d;
  return contact * (forecast.reasons.find((one) => one.reason === reason)?.probability ?? 0);
}

/** The full hours to look at: from the last one looked at up to this one, at most a day of them. */
export function hoursOf(done: Instant, hour: Instant): Instant[] {
  const from = Math.max(done, hour - MOST_MISSED);
  return Array.from({ length: Math.floor((hour - from) / HOUR) + 1 }, (_, i) => from + i * HOUR);
}

/** The last full hour at which the chance had risen to the threshold from below it the hour before, or null. */
export function crossedAt(
  hours: readonly Instant[],
  chances: readonly number[],
  threshold: number,
): Instant | null {
  for (let i = hours.length - 1; i > 0; i--)
    if ((chances[i] as number) >= threshold && (chances[i - 1] as number) < threshold)
      return hours[i] as Instant;
  return null;
}

/** Whether a customer's forecast may have moved by an hour: the others' stay below their threshold. */
export function isInMotion(
  happenings: readonly Instant[],
  milestones: readonly Instant[],
  at: Instant,
): boolean {
  return (
    happenings.some((one) => one > at - IN_MOTION.since && one < at) ||
    milestones.some((one) => Math.abs(one - at) <= IN_MOTION.around)
  );
}
