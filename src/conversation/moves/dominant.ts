import { MOVES, type Move, type Stretch } from './types.ts';
import { words } from './words.ts';

/** One label for several stretches: probabilities averaged by the stretches' words, and the greatest of them. */
export function dominant(stretches: readonly Stretch[]): Pick<Stretch, 'move' | 'probabilities'> {
  const weights = stretches.map(({ text }) => words(text).length || 1);
  const total = weights.reduce((a, b) => a + b, 0) || 1;
  const share = (move: Move) =>
    stretches.reduce((sum, stretch, i) => sum + ((weights[i] ?? 0) / total) * stretch.probabilities[move], 0);
  const probabilities = Object.fromEntries(
    MOVES.map((move) => [move, share(move)]),
  ) as Stretch['probabilities'];
  const move = MOVES.reduce((top, next) => (probabilities[next] > probabilities[top] ? next : top));
  return { move, probabilities };
}
