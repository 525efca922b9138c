export { customersAhead, customersWithEvent, customersWithSubjectEvent } from './anchor-store.ts';
export { type ConsentRecord, consentState } from './consent.ts';
export { type Identity, identitiesOf, toE164, toEmail } from './identities.ts';
export { type Inferred, inferredFrom } from './inferred.ts';
export { own } from './own.ts';
export { forgetCustomer, projectCustomers } from './project.ts';
export { customerRoutes, mustFindCustomer } from './routes.ts';
export {
  consentsOf,
  findByIdentity,
  holdCustomers,
  holdersOfIdentity,
  type LockedCustomer,
  loadCustomers,
  loadSubjects,
  lockCustomers,
  type SubjectKey,
  searchCustomers,
  subjectsOf,
  subjectsOfCustomers,
  versionsOf,
} from './store.ts';
export { foldSubject } from './subject-fold.ts';
export { addSuppressions, suppressedAmong, suppressionRoutes } from './suppressions/index.ts';
export { loadTimeline, loadTimelines } from './timeline.ts';
export { mergeTraits } from './traits.ts';
export type { Customer, Milestone, Subject, SubjectChange, Timeline, TimelineEntry } from './types.ts';
export { type Corrections, readCorrections, VocabularyError } from './vocabulary/corrections.ts';
export type { Finding, Findings } from './vocabulary/findings.ts';
export { type Learned, type LearnProgress, learnVocabulary } from './vocabulary/learn.ts';
export { readForForecast, readProperties, type SubjectRef } from './vocabulary/read.ts';
export { type Vocabulary, vocabularySchema } from './vocabulary/rules.ts';
export { vocabularyInUse } from './vocabulary/store.ts';
export { zoneToTell } from './zone.ts';
