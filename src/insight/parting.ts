import type { Instant } from '../platform/index.ts';
import type { PlayEffect } from './effect.ts';
import type { Arm } from './filters.ts';

/** How many outreaches of an arm of a play's version were followed by their first contact within a step of time. */
export type ContactStep = { play: string; version: number; arm: Arm; start: Instant; contacted: number };

export type Point = { at: Instant; per100: number };

/**
 * Contacts per 100 outreaches as they added up, in both arms, each ending at the arm's share. Held-out outreaches are
 * weighted so that each version of each play weighs as it does among the reached: otherwise one with a larger holdout
 * would part the lines by itself. `step` is the length of a step in ms. Empty when no play can be compared.
 */
export function partingOf(
  effects: readonly PlayEffect[],
  steps: readonly ContactStep[],
  step: number,
): Record<Arm, Point[]> {
  const keyOf = (play: string, version: number) => JSON.stringify([play, version]);
  const compared = new Map(
    effects.flatMap(({ play, versions }) =>
      versions.map(({ version, units }) => [keyOf(play, version), units] as const),
    ),
  );
  const reached = [...compared.values()].reduce((sum, units) => sum + units.treated, 0);
  const line = (arm: Arm): Point[] => {
    const rises = new Map<Instant, number>();
    for (const { play, version, arm: of, start, contacted } of steps) {
      const units = compared.get(keyOf(play, version));
      if (!units || of !== arm) continue;
      const rise = (contacted * units.treated) / units[arm];
      rises.set(start + step, (rises.get(start + step) ?? 0) + rise);
    }
    let sum = 0;
    return [...rises]
      .sort(([a], [b]) => a - b)
      .map(([at, rise]) => {
        sum += rise;
        return { at, per100: (100 * sum) / reached };
      });
  };
  return { treated: line('treated'), holdout: line('holdout') };
}
