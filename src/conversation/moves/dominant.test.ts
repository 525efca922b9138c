import { expect, it } from 'vitest';
import { dominant } from './dominant.ts';
import { MOVES, type Move, type Stretch } from './types.ts';

function stretch(text: string, p: Partial<Record<Move, number>>): Stretch {
  const probabilities = {
    ...Object.fromEntries(MOVES.map((move) => [move, 0])),
    ...p,
  } as Stretch['probabilities'];
  return { text, move: 'other', probabilities };
}

it('weighs stretches by their words', () => {
  const { move, probabilities } = dominant([
    stretch('Hi there.', { social: 1 }),
    stretch('That must have been so very hard', { acknowledge: 0.6, listen: 0.4 }),
  ]);
  expect(move).toBe('acknowledge');
  expect(probabilities.social).toBeCloseTo(2 / 9);
  expect(MOVES.reduce((sum, known) => sum + probabilities[known], 0)).toBeCloseTo(1);
});
