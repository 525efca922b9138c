export { ABOUT } from './criteria.ts';
export { cycleDiagram } from './diagram.ts';
export { scorecard, sightingsIn } from './scorecard.ts';
export * from './types.ts';
export { type Weights, weigh } from './weigh.ts';
