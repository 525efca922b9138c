export { ABOUT } from './criteria.ts';
export { cycleDiagram } from './diagram.ts';
export { scorecard } from './scorecard.ts';
export { sightingsIn } from './sightings.ts';
export * from './types.ts';
export { type Weights, weigh } from './weigh.ts';
