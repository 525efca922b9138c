export { converse } from './converse.ts';
export { handover } from './handover.ts';
export { type DialogueState, newDialogue } from './state.ts';
export type {
  Action,
  Assurance,
  CallerKind,
  Choice,
  ContactUpdate,
  Greeted,
  Handover,
  Input,
  Line,
  Medium,
  Need,
  Said,
  Started,
} from './types.ts';
export { wordsIn } from './words/index.ts';
