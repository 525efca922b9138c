export { createMoodReader, loadMoods } from './reader.ts';
