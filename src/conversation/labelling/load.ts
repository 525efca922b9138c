import { loadEncoder } from '../encoder/index.ts';
import { loadMoods } from '../moods/index.ts';
import { createLabeller, type Labeller, loadMoves } from '../moves/index.ts';

/** The labeller of both speakers, from the models shipped in `models/`. Throws when a file is missing or is not a model. */
export function loadLabeller(): Labeller {
  const encoder = loadEncoder();
  return createLabeller(loadMoves(), loadMoods(encoder), encoder);
}
