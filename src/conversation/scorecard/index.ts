export { RULES } from './rules.ts';
export { scorecard, sightingsIn } from './scorecard.ts';
export * from './types.ts';
export { type Weights, weigh } from './weigh.ts';
