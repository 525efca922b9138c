export { packWording, unpackWording } from './pack.ts';
export { readWording } from './read.ts';
export { type TrainOptions, trainWording } from './train.ts';
export type { Example, Reading, WordingModel } from './types.ts';
