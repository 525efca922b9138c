export { asksForData, importantDetail, playsBack } from './details.ts';
export { type CycleSummary, cycleSummary, emptyCycle, follow } from './follow.ts';
export { parseTranscript } from './transcript.ts';
export { type CycleState, type Due, type Finding, RULES, type Rule, STEPS, type Step } from './types.ts';
