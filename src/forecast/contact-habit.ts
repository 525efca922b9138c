import { DAY, type Instant } from '../platform/index.ts';

/**
 * How much of a habit a reason is: contacts about it, each counting half after `HALF_LIVES` days, by two clocks of which
 * the quick one counts double. People come back about what they came about lately rather than about what they
 * came about most.
 */
export type Habit = { slow: number; quick: number; at: Instant };
const HALF_LIVES = { slow: 20 * DAY, quick: 3 * DAY };

export function habitOf(before: Habit | undefined, at: Instant): Habit {
  const { slow, quick } = before ? aged(before, at) : { slow: 0, quick: 0 };
  return { slow: slow + 1, quick: quick + 1, at };
}

export function habitAt(habit: Habit, at: Instant): number {
  const { slow, quick } = aged(habit, at);
  return slow + 2 * quick;
}

function aged(habit: Habit, at: Instant): { slow: number; quick: number } {
  const passed = at - habit.at;
  return {
    slow: habit.slow * 0.5 ** (passed / HALF_LIVES.slow),
    quick: habit.quick * 0.5 ** (passed / HALF_LIVES.quick),
  };
}
