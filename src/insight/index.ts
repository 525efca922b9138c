export type { ArmShare, Comparison } from './compare.ts';
export {
  type Answered,
  type DialogueFilter,
  type DialogueRow,
  listDialogues,
  stepsToAnswer,
} from './dialogues.ts';
export type { PlayEffect } from './effect.ts';
export {
  ARMS,
  type Arm,
  CONTACT_RUNGS,
  type ContactFilter,
  type ContactRung,
  type Figure,
  OFFERS,
  type Opens,
  type OutreachFilter,
  type OutreachStatus,
  type Period,
  STAGES,
  STATUSES,
  type Stage,
} from './filters.ts';
export type { Ladder, Rungs } from './ladder.ts';
export { type Overview, overview } from './overview.ts';
export { type PlayFunnel, playFunnels } from './play-funnel.ts';
export type { Interval } from './proportion.ts';
export { type ContactRow, listContacts, listOutreach, type OutreachRow } from './store.ts';
export type { Total } from './total.ts';
