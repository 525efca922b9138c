export * from './annotated.ts';
export { dominant } from './dominant.ts';
export { createLabeller, loadLabeller } from './labeller.ts';
export { type Linear, scores, softmax } from './linear.ts';
export { type LabelledLine, type LineResult, labelLines } from './lines.ts';
export { hash, type Sparse } from './sparse.ts';
export * from './types.ts';
export { contents, isNumber, words } from './words.ts';
