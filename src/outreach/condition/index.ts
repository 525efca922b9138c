export { checkCondition } from './check.ts';
export { faultText } from './faults.ts';
export { knownOf } from './known.ts';
export type { Answer, Condition, ConditionInput, Fault, Kind, Known } from './types.ts';
