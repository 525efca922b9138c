import type { OutreachStatus } from '../insight/index.ts';
import { BUCKETS, type Db, type Instant, iso } from '../platform/index.ts';

type Named = { customer_id: string; traits: Record<string, unknown> | null };

export type LatestContact = Named & {
  id: string;
  channel: string;
  reason: string | null;
  at: Instant;
  offered_reason: string | null;
  offer_taken: boolean | null;
};

/** The newest contacts with the customers' traits, for whoever watches. */
export async function latestContacts(db: Db, until: Instant, most: number): Promise<LatestContact[]> {
  return db.query(
    `select c.id, c.customer_id, c.channel, c.reason, c.started_at as at, c.offered_reason, c.offer_taken, p.traits
     from contacts c left join customers p on p.bucket = c.bucket and p.id = c.customer_id
     where c.started_at <= $1::timestamptz order by c.started_at desc, c.id limit $2`,
    [iso(until), most],
  );
}

export type LatestOutreach = Named & {
  id: string;
  reason: string;
  channel: string | null;
  status: OutreachStatus;
  why: string | null;
  at: Instant;
  message: unknown;
};

/** The newest outreach of which something became. */
export async function latestOutreach(db: Db, until: Instant, most: number): Promise<LatestOutreach[]> {
  return db.query(
    `select o.id, o.customer_id, o.reason, o.channel, o.status, o.status_reason as why, coalesce(o.sent_at, o.updated_at) as at,
       o.message, p.traits
     from outreach o left join customers p on p.bucket = o.bucket and p.id = o.customer_id
     where o.status not in ('planned', 'sending', 'cancelled') and coalesce(o.sent_at, o.updated_at) <= $1::timestamptz
     order by coalesce(o.sent_at, o.updated_at) desc, o.id limit $2`,
    [iso(until), most],
  );
}

export type OutreachDetail = Named & {
  id: string;
  play_id: string;
  play_version: number;
  subject_type: string;
  subject_id: string;
  occurrence: string;
  reason: string;
  status: OutreachStatus;
  why: string | null;
  anchor: string;
  anchor_at: Instant;
  due_at: Instant;
  expires_at: Instant;
  /** Null: nothing will be tried any more. */
  next_attempt_at: Instant | null;
  sent_at: Instant | null;
  created_at: Instant;
  attempts: number;
  channel: string | null;
  address: string | null;
  message: unknown;
  told: Record<string, unknown> | null;
  provider_id: string | null;
};

/** One outreach by id alone. Its bucket is not known, so all are named, and the primary key still finds it. */
export async function findOutreach(db: Db, id: string): Promise<OutreachDetail | null> {
  const [row] = await db.query<OutreachDetail>(
    `select o.id, o.customer_id, o.play_id, o.play_version, o.subject_type, o.subject_id, o.occurrence, o.reason, o.status,
       o.status_reason as why, o.anchor, o.anchor_at, o.due_at, o.expires_at, o.next_attempt_at, o.sent_at, o.created_at, o.attempts, o.channel,
       o.address, o.message, o.told, o.provider_id, p.traits
     from outreach o left join customers p on p.bucket = o.bucket and p.id = o.customer_id
     where o.bucket = any($1::smallint[]) and o.id = $2`,
    [allBuckets, id],
  );
  return row ?? null;
}

const allBuckets = Array.from({ length: BUCKETS }, (_, bucket) => bucket);

export type LogRow = { seq: number; at: Instant; status: string; reason: string | null; detail: unknown };

export async function logOf(db: Db, bucket: number, outreachId: string): Promise<LogRow[]> {
  return db.query(
    'select seq, at, status, reason, detail from outreach_log where bucket = $1 and outreach_id = $2 order by seq',
    [bucket, outreachId],
  );
}

export type OutboxRow = {
  outreach_id: string;
  channel: string;
  recipient: string;
  subject: string | null;
  body: string;
  at: Instant;
  customer_id: string | null;
  traits: Record<string, unknown> | null;
};

/** What the sandbox has "delivered", newest first. */
export async function outbox(db: Db, channel: string | null, most: number): Promise<OutboxRow[]> {
  return db.query(
    `select s.outreach_id, s.channel, s.recipient, s.subject, s.body, s.at, o.customer_id, p.traits
     from sandbox_outbox s left join outreach o on o.bucket = s.bucket and o.id = s.outreach_id
     left join customers p on p.bucket = o.bucket and p.id = o.customer_id
     where $1::text is null or s.channel = $1 order by s.seq desc limit $2`,
    [channel, most],
  );
}

/** What there is to choose from in filters. */
export async function choices(
  db: Db,
  table: 'contacts' | 'outreach',
  column: 'reason' | 'channel' | 'play_id',
) {
  const rows = await db.query<{ value: string }>(
    `select distinct ${column} as value from ${table} where ${column} is not null order by 1 limit 200`,
  );
  return rows.map((row) => row.value);
}
