import { BOUNDARY_SIZE } from '../../src/conversation/moves/boundary-features.ts';
import type { MovesModel, Tuning } from '../../src/conversation/moves/model.ts';
import { STRETCH_SIZE } from '../../src/conversation/moves/stretch-features.ts';
import { MOVES } from '../../src/conversation/moves/types.ts';
import { VIEW_SIZES } from '../../src/conversation/moves/views.ts';
import type { Examples } from './examples.ts';
import { spanExamples } from './spans.ts';
import { train } from './train.ts';

/** Before anything is tuned: probabilities as they come, a boundary at even odds. */
export const UNTUNED: Tuning = {
  meaning: 0.4,
  bias: MOVES.map(() => 0),
  temperature: 1,
  sureFrom: 0.7,
  boundaryCost: 0,
  boundaryLabels: 2,
};

/** Trains the parts of the model; `seed` and the order of `examples` decide every byte. */
export function fitModel(examples: readonly Examples[], seed: number): MovesModel {
  const moves = examples.flatMap((part) => part.moves);
  const common = { decay: 1e-6, seed };
  const stretches = { ...common, loss: 'softmax', size: STRETCH_SIZE, epochs: 6, rate: 0.25 } as const;
  const meanings = { ...common, loss: 'softmax', epochs: 6, rate: 0.15 } as const;
  const gaps = {
    ...common,
    loss: 'logistic',
    outputs: 1,
    size: BOUNDARY_SIZE,
    epochs: 4,
    rate: 0.2,
  } as const;
  return {
    moves: VIEW_SIZES.map((size, i) =>
      train(
        moves.flatMap(({ views, y }) => {
          const x = views[i];
          return x ? [{ x, y }] : [];
        }),
        { ...(size === STRETCH_SIZE ? stretches : meanings), size, outputs: MOVES.length },
      ),
    ),
    spans: train(spanExamples(examples, gaps), { ...stretches, outputs: MOVES.length + 1, epochs: 4 }),
    boundaries: train(
      examples.flatMap((part) => part.boundaries),
      gaps,
    ),
    tuning: UNTUNED,
  };
}
