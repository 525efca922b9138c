export { loadEncoder } from './encoder.ts';
export type { Encoder, Encoding } from './types.ts';
