import { type Db, type Instant, iso, json, type Tx } from '../platform/index.ts';
import { appendLog } from './log-store.ts';
import type { Outreach } from './types.ts';

const at = (instant: Instant | null) => (instant === null ? null : iso(instant));

/** Column, its SQL type, how it is read from a row object and how it is written. The one list that all statements share. */
const COLUMNS: { column: string; type: string; field: keyof Outreach }[] = [
  { column: 'id', type: 'text', field: 'id' },
  { column: 'play_id', type: 'text', field: 'playId' },
  { column: 'play_version', type: 'int', field: 'playVersion' },
  { column: 'customer_id', type: 'text', field: 'customerId' },
  { column: 'subject_type', type: 'text', field: 'subjectType' },
  { column: 'subject_id', type: 'text', field: 'subjectId' },
  { column: 'occurrence', type: 'text', field: 'occurrence' },
  { column: 'kind', type: 'text', field: 'kind' },
  { column: 'reason', type: 'text', field: 'reason' },
  { column: 'priority', type: 'int', field: 'priority' },
  { column: 'status', type: 'text', field: 'status' },
  { column: 'status_reason', type: 'text', field: 'statusReason' },
  { column: 'anchor', type: 'text', field: 'anchor' },
  { column: 'anchor_at', type: 'timestamptz', field: 'anchorAt' },
  { column: 'offset_ms', type: 'bigint', field: 'offsetMs' },
  { column: 'due_at', type: 'timestamptz', field: 'dueAt' },
  { column: 'expires_at', type: 'timestamptz', field: 'expiresAt' },
  { column: 'next_attempt_at', type: 'timestamptz', field: 'nextAttemptAt' },
  { column: 'attempts', type: 'int', field: 'attempts' },
  { column: 'channel', type: 'text', field: 'channel' },
  { column: 'channel_why', type: 'text', field: 'channelWhy' },
  { column: 'tried', type: 'jsonb', field: 'tried' },
  { column: 'address', type: 'text', field: 'address' },
  { column: 'message', type: 'jsonb', field: 'message' },
  { column: 'told', type: 'jsonb', field: 'told' },
  { column: 'provider_id', type: 'text', field: 'providerId' },
  { column: 'created_at', type: 'timestamptz', field: 'createdAt' },
  { column: 'updated_at', type: 'timestamptz', field: 'updatedAt' },
  { column: 'sent_at', type: 'timestamptz', field: 'sentAt' },
  { column: 'gated_at', type: 'timestamptz', field: 'gatedAt' },
];
const NAMES = COLUMNS.map(({ column }) => column).join(', ');
const TYPED = COLUMNS.map(({ column, type }) => `${column} ${type}`).join(', ');
const SELECT = `bucket, ${COLUMNS.map(({ column, field }) => `${column} as "${field}"`).join(', ')}`;
const UPDATE = COLUMNS.filter(({ column }) => column !== 'id' && column !== 'created_at')
  .map(({ column }) => `${column} = excluded.${column}`)
  .join(', ');

/** Writes rows whole, with a line each in the log of what they became, and `details` of it by id. All of one bucket. */
export async function putOutreach(
  tx: Tx,
  bucket: number,
  rows: readonly Outreach[],
  details?: ReadonlyMap<string, unknown>,
): Promise<void> {
  if (!rows.length) return;
  const values = rows.map((row) => valuesOf(COLUMNS, row));
  await tx.query(
    `insert into outreach (bucket, ${NAMES}) select $1, r.* from jsonb_to_recordset($2::jsonb) as r(${TYPED})
     on conflict (bucket, id) do update set ${UPDATE}`,
    [bucket, json(values)],
  );
  await appendLog(tx, bucket, rows, details);
}

/** What a row that a worker has claimed became. */
export type Step = { claimed: Outreach; after: Outreach };

/** What may differ in the store by the time a step is written: written whether or not the step changes it. */
const ALWAYS: readonly (keyof Outreach)[] = ['status', 'statusReason', 'nextAttemptAt', 'updatedAt'];

/**
 * Writes what steps change, with a line each in the log, where the row still stands as it was claimed: where another
 * worker took it over, its word is newer than ours, unless we know that it was sent and it does not. All of one bucket.
 * Returns the ids of the rows written.
 */
export async function putSteps(
  tx: Tx,
  bucket: number,
  steps: readonly Step[],
  details?: ReadonlyMap<string, unknown>,
): Promise<Set<string>> {
  if (!steps.length) return new Set();
  const changed = COLUMNS.filter(
    ({ field }) =>
      ALWAYS.includes(field) || steps.some(({ claimed, after }) => claimed[field] !== after[field]),
  );
  const values = steps.map(({ claimed, after }) =>
    Object.assign(valuesOf(changed, after), {
      id: claimed.id,
      was_status: claimed.status,
      was_attempts: claimed.attempts,
      was_updated_at: at(claimed.updatedAt),
    }),
  );
  const written = await tx.query<{ id: string }>(
    `update outreach o set ${changed.map(({ column }) => `${column} = r.${column}`).join(', ')}
     from jsonb_to_recordset($2::jsonb) as r(id text, was_status text, was_attempts int, was_updated_at timestamptz,
       ${changed.map(({ column, type }) => `${column} ${type}`).join(', ')})
     where o.bucket = $1 and o.id = r.id and o.attempts = r.was_attempts
       and (o.status = r.was_status and date_trunc('milliseconds', o.updated_at) = r.was_updated_at or o.status = 'unknown' and r.status = 'sent')
     returning o.id`,
    [bucket, json(values)],
  );
  const ids = new Set(written.map(({ id }) => id));
  const rows = steps.filter(({ claimed }) => ids.has(claimed.id)).map(({ after }) => after);
  await appendLog(tx, bucket, rows, details);
  return ids;
}

function valuesOf(columns: typeof COLUMNS, row: Outreach): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { column, type, field } of columns)
    values[column] = type === 'timestamptz' ? at(row[field] as Instant | null) : row[field];
  return values;
}

/** All outreach of plays to the given customers, held until the transaction ends. */
export async function lockOutreachOf(
  tx: Tx,
  bucket: number,
  playIds: readonly string[],
  customerIds: readonly string[],
): Promise<Outreach[]> {
  return tx.query<Outreach>(
    `select ${SELECT} from outreach where bucket = $1 and customer_id = any($2::text[]) and play_id = any($3::text[])
     order by id for update`,
    [bucket, customerIds, playIds],
  );
}

/** What a contact may make needless, or has made so: what plays have pending for the given customers. */
export async function withdrawable(
  tx: Tx,
  bucket: number,
  playIds: readonly string[],
  customerIds: readonly string[],
): Promise<Pick<Outreach, 'playId' | 'customerId' | 'subjectType' | 'subjectId'>[]> {
  return tx.query(
    `select distinct play_id as "playId", customer_id as "customerId", subject_type as "subjectType", subject_id as "subjectId"
     from outreach where bucket = $1 and customer_id = any($2::text[]) and play_id = any($3::text[])
       and (status = 'planned' or status_reason = 'already_contacted')`,
    [bucket, customerIds, playIds],
  );
}

/** Up to `most` rows that a play has pending, held until the transaction ends. */
export async function lockPlanned(tx: Tx, bucket: number, playId: string, most: number): Promise<Outreach[]> {
  return tx.query<Outreach>(
    `select ${SELECT} from outreach where bucket = $1 and play_id = $2 and status = 'planned' order by id limit $3 for update`,
    [bucket, playId, most],
  );
}

/** Buckets with rows that want attention at `now`; read before claiming, which names its bucket. */
export async function bucketsWithWork(db: Db, now: Instant): Promise<number[]> {
  const rows = await db.query<{ bucket: number }>(
    'select bucket from outreach where next_attempt_at <= $1 group by bucket order by bucket',
    [iso(now)],
  );
  return rows.map((row) => row.bucket);
}

/** How many of the next `most` due rows of a bucket are of each play. */
export async function dueByPlay(
  db: Db,
  bucket: number,
  now: Instant,
  most: number,
): Promise<Map<string, number>> {
  const rows = await db.query<{ play_id: string; due: number }>(
    `select play_id, count(*)::int as due from (
       select play_id from outreach where bucket = $1 and next_attempt_at <= $2 order by next_attempt_at, id limit $3
     ) as next group by play_id`,
    [bucket, iso(now), most],
  );
  return new Map(rows.map((row) => [row.play_id, row.due]));
}

/** Takes up to `most` due rows of a bucket that no other worker holds; held until the transaction ends. */
export async function claim(tx: Tx, bucket: number, now: Instant, most: number): Promise<Outreach[]> {
  return tx.query<Outreach>(
    `select ${SELECT} from outreach where bucket = $1 and next_attempt_at <= $2
     order by next_attempt_at, id limit $3 for update skip locked`,
    [bucket, iso(now), most],
  );
}

/** The next instant after the given one at which some row wants attention, or null. */
export async function nextAttempt(db: Db, after: Instant): Promise<Instant | null> {
  const [row] = await db.query<{ at: Instant | null }>(
    'select min(next_attempt_at) as at from outreach where next_attempt_at > $1',
    [iso(after)],
  );
  return row?.at ?? null;
}

/** The rows with the given ids, held until the transaction ends. */
export async function lockByIds(tx: Tx, bucket: number, ids: readonly string[]): Promise<Outreach[]> {
  return tx.query<Outreach>(
    `select ${SELECT} from outreach where bucket = $1 and id = any($2::text[]) order by id for update`,
    [bucket, ids],
  );
}

/** The row with the given id as it stands, not held, or null. */
export async function findOutreach(tx: Tx, bucket: number, id: string): Promise<Outreach | null> {
  const [row] = await tx.query<Outreach>(`select ${SELECT} from outreach where bucket = $1 and id = $2`, [
    bucket,
    id,
  ]);
  return row ?? null;
}

/**
 * Those of a provider's ids that some attempt is known by, whoever's: one number may be that of several customers. A row
 * of unknown fate may itself have one, of an attempt before.
 */
export async function knownProviderIds(db: Db, providerIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.query<{ providerId: string }>(
    'select distinct provider_id as "providerId" from outreach where provider_id = any($1::text[])',
    [providerIds],
  );
  return new Set(rows.map((row) => row.providerId));
}

export async function outreachOf(db: Db, bucket: number, customerId: string): Promise<Outreach[]> {
  return db.query<Outreach>(
    `select ${SELECT} from outreach where bucket = $1 and customer_id = $2 order by due_at desc, id`,
    [bucket, customerId],
  );
}

/** What a customer was last told of, and how, since an instant. */
export async function lastReached(
  db: Db,
  bucket: number,
  customerId: string,
  since: Instant,
): Promise<{ reason: string; channel: string } | null> {
  const [row] = await db.query<{ reason: string; channel: string }>(
    `select reason, channel from outreach where bucket = $1 and customer_id = $2 and sent_at >= $3 and channel is not null
     order by sent_at desc, id limit 1`,
    [bucket, customerId, iso(since)],
  );
  return row ?? null;
}

export async function latestOutreach(
  db: Db,
  filter: { playId?: string; status?: string },
  most: number,
): Promise<Outreach[]> {
  return db.query<Outreach>(
    `select ${SELECT} from outreach where ($1::text is null or play_id = $1) and ($2::text is null or status = $2)
     order by updated_at desc, id limit $3`,
    [filter.playId ?? null, filter.status ?? null, most],
  );
}

/** Calls that were placed and not reported on since, the newest first. */
export async function latestCalls(db: Db, most: number): Promise<Outreach[]> {
  return db.query<Outreach>(
    `select ${SELECT} from outreach where channel = 'voice' and status = 'sent'
     order by coalesce(sent_at, updated_at) desc limit $1`,
    [most],
  );
}

/** How many rows of a play have come to what, and why. */
export async function funnelOf(
  db: Db,
  playId: string,
): Promise<{ kind: string; status: string; reason: string | null; count: number }[]> {
  return db.query(
    `select kind, status, split_part(status_reason, ':', 1) as reason, count(*)::int as count
     from outreach where play_id = $1 group by 1, 2, 3 order by count desc, status, reason`,
    [playId],
  );
}
