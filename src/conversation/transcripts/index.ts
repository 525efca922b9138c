export { decodeText } from './decode.ts';
export { faultWords } from './fault-words.ts';
export { labelTurns } from './label-turns.ts';
export { readTranscripts } from './read.ts';
export * from './types.ts';
