import type { AgentTurn, CustomerTurn } from '../../moves/index.ts';
import type { Debt } from '../types.ts';
import { broken, type CycleRule, kept, LIKELY, may, sureOf } from './rule.ts';

/** The feeling not yet acknowledged, and how far the agent has gone on without since one last was. */
export type FeelingMemory = { readonly debt: Debt | null; readonly passed: number };

/**
 * A feeling shown and not acknowledged. Threshold: turns of the agent's that pass a feeling over; one that gives the
 * customer's words back, or hardly says anything, is half of one.
 */
export const acknowledgeFeeling: CycleRule<FeelingMemory> = {
  name: 'acknowledge_feeling',
  move: 'acknowledge',
  seed: 'The customer {feeling}: {words}, and it has not been acknowledged.',
  threshold: 1,
  start: { debt: null, passed: 0 },
  hear: (memory, turn, { turn: at }) => {
    if (turn.speaker === 'customer') {
      if (turn.mood === 'pleased') return { memory: { debt: null, passed: 0 }, owed: null, found: [] };
      const debt = feelingOf(turn, at) ?? memory.debt;
      return { memory: { ...memory, debt }, owed: debt, found: [] };
    }
    const { debt } = memory;
    const sure = sureOf(turn, 'acknowledge');
    if (may(turn, 'acknowledge')) {
      const words = turn.stretches.find(({ move }) => move === 'acknowledge')?.text;
      const found = debt && words && sure >= LIKELY ? [kept(at, words, sure)] : [];
      return { memory: { debt: null, passed: 0 }, owed: null, found };
    }
    if (!debt) return { memory, owed: null, found: [] };
    const passed = memory.passed + (isHalf(turn) ? 0.5 : 1);
    const degree = passed / acknowledgeFeeling.threshold;
    if (degree < 1) return { memory: { debt, passed }, owed: debt, found: [] };
    // Passed over now: it is owed anew when it shows anew.
    const found = [broken(at, debt, debt.sure * (1 - sure), degree)];
    return { memory: { debt: null, passed }, owed: debt, found };
  },
};

function isHalf(turn: AgentTurn): boolean {
  return (
    sureOf(turn, 'listen') >= LIKELY ||
    turn.stretches.every(({ move }) => move === 'other' || move === 'backchannel')
  );
}

function feelingOf({ mood, flags, text, ...sure }: CustomerTurn, said: number): Debt | null {
  if (mood !== 'frustrated' && mood !== 'anxious' && !flags.includes('escalate')) return null;
  return {
    words: text,
    said,
    sure: Math.max(
      sure.moodProbabilities.frustrated + sure.moodProbabilities.anxious,
      sure.flagProbabilities.escalate,
    ),
    mood: mood === 'frustrated' || mood === 'anxious' ? mood : 'frustrated',
  };
}
