import { MOVES, type Move, type Stretch } from './types.ts';
import { words } from './words.ts';

/** One label for several stretches: probabilities averaged by the stretches' words, and the greatest of them; sure if no stretch of that move is unsure. */
export function dominant(stretches: readonly Stretch[]): Omit<Stretch, 'text'> {
  const weights = stretches.map(({ text }) => words(text).length || 1);
  const total = weights.reduce((a, b) => a + b, 0) || 1;
  const share = (move: Move) =>
    stretches.reduce((sum, stretch, i) => sum + ((weights[i] ?? 0) / total) * stretch.probabilities[move], 0);
  const probabilities = Object.fromEntries(
    MOVES.map((move) => [move, share(move)]),
  ) as Stretch['probabilities'];
  const move = greatest(probabilities);
  const sure = stretches.filter((stretch) => stretch.move === move);
  return { move, probabilities, sure: sure.length > 0 && sure.every((stretch) => stretch.sure) };
}

export function greatest(probabilities: Stretch['probabilities']): Move {
  return MOVES.reduce((top, next) => (probabilities[next] > probabilities[top] ? next : top));
}
