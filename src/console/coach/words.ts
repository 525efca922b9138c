import type { PracticeOutcome } from '../../conversation/index.ts';

export const OUTCOME_WORDS: Record<PracticeOutcome, string> = {
  resolved: 'resolved',
  unresolved: 'not resolved',
  supervisor: 'passed on to a supervisor',
  hung_up: 'the customer hung up',
  stopped: 'broken off',
};
