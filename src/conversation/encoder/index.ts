export { agreementBlock, type Block, joined, likeness, meanBlock, plain, sentenceBlock } from './blocks.ts';
export { loadEncoder } from './encoder.ts';
export { WIDTH } from './shape.ts';
export type { Encoder, Encoding } from './types.ts';
