import { DAY, type Instant } from '../platform/index.ts';

/**
 * How much of a habit a reason is, or getting in touch at all: contacts, each counting half after each half-life, by two
 * clocks of which the quick one counts double. People come back about what they came about lately rather than about
 * what they came about most.
 */
export type Habit = { slow: number; quick: number; at: Instant };
const HALF_LIVES = { slow: 20 * DAY, quick: 3 * DAY };

export const NO_HABIT: Habit = { slow: 0, quick: 0, at: 0 };

export function habitOf(before: Habit, at: Instant): Habit {
  const { slow, quick } = aged(before, at);
  return { slow: slow + 1, quick: quick + 1, at };
}

/** For how many days a span of days stands when they count as contacts in them do. */
export function habitDays(days: number): number {
  const stand = (halfLife: number) => (halfLife / DAY / Math.LN2) * (1 - 0.5 ** ((days * DAY) / halfLife));
  return stand(HALF_LIVES.slow) + 2 * stand(HALF_LIVES.quick);
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
