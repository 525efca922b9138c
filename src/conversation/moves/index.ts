export * from './annotated.ts';
export { dominant } from './dominant.ts';
export { createLabeller, loadLabeller } from './labeller.ts';
export { type LabelledLine, type LineResult, labelLines } from './lines.ts';
export * from './types.ts';
export { contents, isNumber, words } from './words.ts';
