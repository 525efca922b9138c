import type { Contact } from '../../ingest/index.ts';
import { BUCKETS, type Db, type Instant, iso, json } from '../../platform/index.ts';
import type { Joining } from '../door/types.ts';
import type { Agent, Entry, Handled, Line, Outcome } from './types.ts';

const SELECT = `bucket, id, customer_id as "customerId", medium, number, reason, context,
  wants_call_back as "wantsCallBack", call_back_at as "callBackAt", joined_at as "joinedAt", taken_at as "takenAt",
  taken_by as "takenBy", done_at as "doneAt", left_at as "leftAt", outcome`;
const IN_LINE = 'taken_at is null and done_at is null and left_at is null';
/** A call back is given out when its time has come; `$1` is now. */
const DUE = '(call_back_at is null or call_back_at <= $1)';
const OVER = '(w.done_at is not null or w.left_at is not null)';

/**
 * Puts into the line. What is told again changes nothing; where more was said since, or a call back is wanted otherwise,
 * the entry is brought up to date, and begins anew when it was over.
 */
export async function putInLine(db: Db, bucket: number, entry: Joining, now: Instant): Promise<boolean> {
  const said = (of: string) => `jsonb_array_length(${of}.context -> 'said')`;
  const rows = await db.query(
    `insert into waiting as w (bucket, id, customer_id, medium, number, reason, context, wants_call_back, call_back_at, joined_at)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10)
     on conflict (bucket, id) do update set
       customer_id = coalesce(excluded.customer_id, w.customer_id), number = coalesce(excluded.number, w.number),
       reason = excluded.reason, context = excluded.context,
       wants_call_back = excluded.wants_call_back, call_back_at = excluded.call_back_at,
       joined_at = case when ${OVER} then excluded.joined_at else w.joined_at end,
       taken_at = case when ${OVER} then null else w.taken_at end,
       taken_by = case when ${OVER} then null else w.taken_by end,
       taken_for = case when ${OVER} then null else w.taken_for end,
       done_at = null, left_at = null, outcome = null
     where ${said('excluded')} > ${said('w')} or (${said('excluded')} = ${said('w')}
       and (excluded.wants_call_back, excluded.call_back_at) is distinct from (w.wants_call_back, w.call_back_at))
     returning id`,
    [
      bucket,
      entry.id,
      entry.customerId,
      entry.medium,
      entry.number,
      entry.reason,
      json(entry.context),
      entry.wantsCallBack,
      entry.wantsCallBack && entry.callBackAt !== null ? iso(entry.callBackAt) : null,
      iso(now),
    ],
  );
  return rows.length > 0;
}

/** Takes out of the line who waited there; one who wants to be called back need not wait. */
export async function markLeft(db: Db, bucket: number, id: string, now: Instant): Promise<boolean> {
  const rows = await db.query(
    `update waiting set left_at = $3 where bucket = $1 and id = $2 and ${IN_LINE} and not wants_call_back returning id`,
    [bucket, id, iso(now)],
  );
  return rows.length > 0;
}

/** The first `most` of a line, or of all: call backs whose time has come, then who waits longest. Not held. */
export async function firstInLine(
  db: Db,
  reason: string | null,
  now: Instant,
  most: number,
): Promise<Pick<Entry, 'bucket' | 'id'>[]> {
  return db.query(
    `select bucket, id from waiting where ${IN_LINE} and ${DUE} and ($2::text is null or reason = $2)
     order by (call_back_at is null), coalesce(call_back_at, joined_at), id limit $3`,
    [iso(now), reason, most],
  );
}

/** Takes one of the line, unless someone else has or is about to. */
export async function claim(
  db: Db,
  { bucket, id }: Pick<Entry, 'bucket' | 'id'>,
  { agent, from, now }: { agent: string; from: string | null; now: Instant },
): Promise<Entry | null> {
  const [row] = await db.query<Entry>(
    `update waiting set taken_at = $1, taken_by = $4, taken_for = $5
     where bucket = $2 and id in (
       select id from waiting where bucket = $2 and id = $3 and ${IN_LINE} and ${DUE} for update skip locked)
     returning ${SELECT}`,
    [iso(now), bucket, id, agent, from],
  );
  return row ?? null;
}

export async function findEntry(db: Db, bucket: number, id: string): Promise<Entry | null> {
  const [row] = await db.query<Entry>(`select ${SELECT} from waiting where bucket = $1 and id = $2`, [
    bucket,
    id,
  ]);
  return row ?? null;
}

const IN_HAND = 'taken_at is not null and done_at is null';

/** False when it was in nobody's hand. */
export async function finish(
  db: Db,
  { bucket, id }: Entry,
  outcome: Outcome,
  now: Instant,
): Promise<Entry | null> {
  const [row] = await db.query<Entry>(
    `update waiting set done_at = $3, outcome = $4 where bucket = $1 and id = $2 and ${IN_HAND} returning ${SELECT}`,
    [bucket, id, iso(now), outcome],
  );
  return row ?? null;
}

/** Back to where it was in the line. */
export async function release(db: Db, { bucket, id }: Entry): Promise<Entry | null> {
  const [row] = await db.query<Entry>(
    `update waiting set taken_at = null, taken_by = null, taken_for = null
     where bucket = $1 and id = $2 and ${IN_HAND} returning ${SELECT}`,
    [bucket, id],
  );
  return row ?? null;
}

export async function linesOf(db: Db, now: Instant): Promise<Line[]> {
  return db.query<Line>(
    `select reason, count(*) filter (where not wants_call_back)::int as waiting,
       count(*) filter (where wants_call_back and ${DUE})::int as "callBacksDue",
       count(*) filter (where not ${DUE})::int as "callBacksLater",
       min(coalesce(call_back_at, joined_at)) filter (where ${DUE}) as "longestSince"
     from waiting where ${IN_LINE} group by reason order by reason nulls last`,
    [iso(now)],
  );
}

/** Who took or ended something since `active`, or has had something in hand since `since`. */
export async function agentsSince(db: Db, since: Instant, active: Instant): Promise<Agent[]> {
  return db.query<Agent>(
    `select taken_by as name, (array_agg(taken_for order by taken_at desc, id))[1] as serves,
       coalesce(jsonb_agg(reason) filter (where done_at is null), '[]'::jsonb) as "inHand"
     from waiting where taken_at > $1 group by taken_by
     having count(*) filter (where done_at is null) > 0 or max(greatest(taken_at, done_at)) > $2 order by 1`,
    [iso(since), iso(active)],
  );
}

/** From so many of the newest contacts it is told how long one takes. */
const COUNTED = 2000;

export async function handledByReason(db: Db, now: Instant): Promise<Handled[]> {
  return db.query<Handled>(
    `select reason, count(*)::int as count, avg(handle_seconds) as mean from (
       select reason, handle_seconds from contacts where started_at <= $1 and handle_seconds > 0
       order by started_at desc limit $2) as newest group by reason`,
    [iso(now), COUNTED],
  );
}

/** Call backs that nobody has taken, the next one first. */
export async function callBacks(db: Db, most: number): Promise<Entry[]> {
  return db.query<Entry>(
    `select ${SELECT} from waiting where ${IN_LINE} and wants_call_back
     order by coalesce(call_back_at, joined_at), id limit $1`,
    [most],
  );
}

/** What agents have in hand, the newest first. */
export async function inHand(db: Db, most: number): Promise<Entry[]> {
  return db.query<Entry>(
    `select ${SELECT} from waiting where ${IN_HAND} order by taken_at desc, id limit $1`,
    [most],
  );
}

/** The contact with an id, whoever's by now: ids of customers may have been joined since. */
export async function findContact(db: Db, id: string): Promise<Contact | null> {
  const [row] = await db.query<Contact>(
    `select 'contact' as kind, id as "contactId", customer_id as "customerId", channel, reason, started_at as at,
       handle_seconds as "handleSeconds", resolved, offered_reason as "offeredReason", offer_taken as "offerTaken"
     from contacts where bucket = any($1::int[]) and id = $2`,
    [Array.from({ length: BUCKETS }, (_, bucket) => bucket), id],
  );
  return row ?? null;
}
