import { expect, it } from 'vitest';
import { dominant, greatest } from './dominant.ts';
import { MOVES, type Move, type Stretch } from './types.ts';

function stretch(text: string, p: Partial<Record<Move, number>>): Stretch {
  const probabilities = {
    ...Object.fromEntries(MOVES.map((move) => [move, 0])),
    ...p,
  } as Stretch['probabilities'];
  return { text, move: greatest(probabilities), probabilities, sure: true };
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

it('is sure only where every stretch of the chosen move is', () => {
  const stretches = [
    stretch('Hi there.', { social: 1 }),
    stretch('so you want two of them then', { listen: 1 }),
  ];
  expect(dominant(stretches).sure).toBe(true);
  expect(dominant(stretches.map((s) => ({ ...s, sure: s.move === 'social' })))).toMatchObject({
    move: 'listen',
    sure: false,
  });
});
