export { loadLabeller } from './load.ts';
