export { Bell } from './bell.ts';
export { limitBody, unzipBody } from './body.ts';
export {
  type Clock,
  DAY,
  HOUR,
  type Instant,
  iso,
  ManualClock,
  MINUTE,
  parseInstant,
  SECOND,
  systemClock,
} from './clock.ts';
export { type Db, json, type Row, type Tx } from './db.ts';
export { FolderInUse } from './folder-lock.ts';
export { groupBy } from './group.ts';
export { ApiError, answerError, faultsOf, requireKey, router } from './http.ts';
export { idempotent } from './idempotency.ts';
export { BUCKETS, bucketOf, byBucket, COMPANY_BUCKET, fractionOf, idOf, newId } from './ids.ts';
export { keeping } from './keeping.ts';
export {
  type LanguageModel,
  type Message,
  openLanguageModel,
  type Wanted,
} from './language-model.ts';
export { holdBucket, holdPlays, tryHoldGate } from './locks.ts';
export { type Log, openLog } from './log.ts';
export { type Metrics, openMetrics } from './metrics.ts';
export { migrate, readMigrations } from './migrate.ts';
export { openDb } from './open-db.ts';
export { openPgliteInMemory } from './pglite.ts';
export { keepPlans } from './plans.ts';
export { openPostgres } from './postgres.ts';
export { linear, roundTicks } from './scale.ts';
export { readSetting, writeSetting } from './settings.ts';
export {
  firstZone,
  spokenDay,
  spokenDuration,
  spokenTime,
  wallTime,
  zoneAbbreviation,
} from './spoken-time.ts';
export { storable, storableText, UNSTORABLE } from './storable.ts';
