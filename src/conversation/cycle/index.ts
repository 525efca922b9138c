export { importantDetail } from './details.ts';
export { type CycleSummary, cycleSummary, emptyCycle, follow, lastFindings } from './follow.ts';
export { CYCLE_RULES, type CycleRule } from './rules/index.ts';
export type { CycleState } from './state.ts';
export { type Debt, type Finding, RULES, type Rule, STEPS, type Step } from './types.ts';
