import type { Instant } from '../platform/index.ts';
import type { PlayEffect } from './effect.ts';
import type { Arm } from './filters.ts';

/** How many outreaches of a play's arm were followed by their first contact within a step of time. */
export type ContactStep = { play: string; arm: Arm; start: Instant; contacted: number };

export type Point = { at: Instant; per100: number };

/**
 * Contacts per 100 outreaches as they added up, in both arms, each ending at the arm's share. Held-out outreaches are
 * weighted so that each play weighs as it does among the reached: otherwise a play with a larger holdout would part
 * the lines by itself. `step` is the length of a step in ms. Empty when no play can be compared.
 */
export function partingOf(
  effects: readonly PlayEffect[],
  steps: readonly ContactStep[],
  step: number,
): Record<Arm, Point[]> {
  const compared = new Map(effects.filter((effect) => effect.about).map((effect) => [effect.play, effect]));
  const reached = [...compared.values()].reduce((sum, effect) => sum + effect.arms.treated.units.value, 0);
  const line = (arm: Arm): Point[] => {
    const rises = new Map<Instant, number>();
    for (const { play, arm: of, start, contacted } of steps) {
      const effect = compared.get(play);
      if (!effect || of !== arm) continue;
      const weight = effect.arms.treated.units.value / effect.arms[arm].units.value;
      rises.set(start + step, (rises.get(start + step) ?? 0) + contacted * weight);
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
