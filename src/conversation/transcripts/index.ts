export { decodeText } from './decode.ts';
export { faultWords } from './fault-words.ts';
export { readTranscripts } from './read.ts';
export * from './types.ts';
