import { STEPS, type Step } from '../cycle/index.ts';
import { type LabelledTurn, words } from '../moves/index.ts';
import type { CycleTurn } from './types.ts';

/** The steps of the cycle turn by turn, for the diagram over time. A step counts where it is the likeliest label of a stretch. */
export function cycleTurns(turns: readonly LabelledTurn[]): CycleTurn[] {
  return turns.map((turn, at) => ({
    turn: at,
    speaker: turn.speaker,
    words: words(turn.text).length,
    steps: turn.speaker === 'agent' ? stepsOf(turn.stretches.map(({ move }) => move)) : [],
    ...(turn.speaker === 'customer' ? { mood: turn.mood, flags: turn.flags } : {}),
    ...(turn.from === undefined ? {} : { from: turn.from }),
    ...(turn.to === undefined ? {} : { to: turn.to }),
  }));
}

function stepsOf(moves: readonly string[]): Step[] {
  const steps = moves.flatMap((move) => STEPS.filter((step) => step === move));
  return [...new Set(steps)];
}
