import { type Db, type Instant, iso, type Tx } from '../../platform/index.ts';
import type { Contact } from './report.ts';

/** When contacts are on record, and the last of all that is; nulls where there is none. */
export async function recordSpan(
  db: Db,
): Promise<{ first: Instant | null; last: Instant | null; end: Instant | null }> {
  const [row] = await db.query<{ first: Instant | null; last: Instant | null; end: Instant | null }>(
    `select (select min(started_at) from contacts) as first, (select max(started_at) from contacts) as last,
       greatest((select max(started_at) from contacts), (select max(at) from events where kind = 'track')) as end`,
  );
  return row ?? { first: null, last: null, end: null };
}

/** Contacts of a bucket about a reason, oldest first. */
export function contactsAbout(
  tx: Tx,
  bucket: number,
  reason: string,
  since: Instant,
  until: Instant,
): Promise<(Contact & { customerId: string })[]> {
  return tx.query(
    `select id, customer_id as "customerId", started_at as at, handle_seconds as "handleSeconds" from contacts
     where bucket = $1 and reason = $2 and started_at > $3 and started_at <= $4 order by started_at, id`,
    [bucket, reason, iso(since), iso(until)],
  );
}

/** What tells whether history before an instant is the same as before. */
export async function historyMark(db: Db, until: Instant): Promise<unknown> {
  const [row] = await db.query(
    `select (select count(*)::int from events where at < $1) as events, (select count(*)::int from contacts where started_at < $1) as contacts,
       (select max(received_at) from events where at < $1) as last`,
    [iso(until)],
  );
  return row;
}
