export { type Accepted, type Ingest, openIngest } from './accept.ts';
export type { Forget } from './alias.ts';
export { type FileReport, type ImportReport, importPaths, type Progress } from './import.ts';
export { lookThrough } from './look.ts';
export type { Consent, Contact, Identify, Message, Projection, Purpose, Track } from './messages.ts';
export { ImportError } from './read-files.ts';
export { nameReasons } from './reasons.ts';
export { ingestRoutes } from './routes.ts';
export { latestRejects, type Reject } from './store.ts';
