export { checkCondition } from './check.ts';
export { faultText } from './faults.ts';
export { knownOf, type Seen } from './known.ts';
export type {
  Answer,
  Checked,
  Condition,
  ConditionInput,
  Fault,
  Kind,
  Known,
  PastContact,
  PastOutreach,
} from './types.ts';
