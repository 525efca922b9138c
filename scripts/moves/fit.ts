import { BOUNDARY_SIZE } from '../../src/conversation/moves/boundary-features.ts';
import type { MovesModel, Tuning } from '../../src/conversation/moves/model.ts';
import { STRETCH_SIZE } from '../../src/conversation/moves/stretch-features.ts';
import { MOVES } from '../../src/conversation/moves/types.ts';
import type { Examples } from './examples.ts';
import { train } from './train.ts';

/** Before anything is tuned: probabilities as they come, a boundary at even odds. */
export const UNTUNED: Tuning = {
  moveTemperature: 1,
  boundaryCost: 0,
  boundaryLabels: 1,
};

/** Trains the two parts; `seed` and the order of `examples` decide every byte. */
export function fitModel(examples: readonly Examples[], seed: number): MovesModel {
  const all = <K extends keyof Examples>(key: K) => examples.flatMap((part) => part[key]);
  const common = { decay: 1e-6, seed };
  const moves = {
    ...common,
    loss: 'softmax',
    outputs: MOVES.length,
    size: STRETCH_SIZE,
    epochs: 12,
    rate: 0.25,
  } as const;
  const boundaries = {
    ...common,
    loss: 'logistic',
    outputs: 1,
    size: BOUNDARY_SIZE,
    epochs: 10,
    rate: 0.2,
  } as const;
  return {
    moves: train(all('moves'), moves),
    boundaries: train(all('boundaries'), boundaries),
    tuning: UNTUNED,
  };
}
