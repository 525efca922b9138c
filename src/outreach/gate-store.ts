import { DAY, type Instant, iso, type Tx } from '../platform/index.ts';
import type { SentAbout } from './caps.ts';
import type { Happening } from './customer-subject.ts';
import type { PastOutreach } from './reach.ts';

/** Contacts and outreach older than this say nothing of what reaches a customer now. */
const REMEMBERED = 365 * DAY;

export type ContactFact = {
  customerId: string;
  at: Instant;
  channel: string;
  reason: string | null;
  resolved: boolean | null;
};
export type OutreachFact = PastOutreach & SentAbout & { customerId: string };

/** The contacts of a year, oldest first. */
export function contactFacts(
  tx: Tx,
  bucket: number,
  customerIds: readonly string[],
  now: Instant,
): Promise<ContactFact[]> {
  return tx.query<ContactFact>(
    `select customer_id as "customerId", started_at as at, channel, reason, resolved from contacts
     where bucket = $1 and customer_id = any($2::text[]) and started_at <= $3 and started_at > $4
     order by started_at, id`,
    [bucket, customerIds, iso(now), iso(now - REMEMBERED)],
  );
}

/** What went out to customers in a year, or should have and failed, oldest first. */
export function outreachFacts(
  tx: Tx,
  bucket: number,
  customerIds: readonly string[],
  now: Instant,
): Promise<OutreachFact[]> {
  return tx.query<OutreachFact>(
    `select customer_id as "customerId", play_id as "playId", priority, channel, status, reason,
       subject_type as "subjectType", subject_id as "subjectId", kind = 'correction' as "isCorrection",
       sent_at as "sentAt", coalesce(sent_at, updated_at) as at
     from outreach
     where bucket = $1 and customer_id = any($2::text[]) and updated_at > $3
       and channel is not null and (sent_at is not null or status in ('sending', 'unknown', 'failed'))
     order by coalesce(sent_at, updated_at), id`,
    [bucket, customerIds, iso(now - REMEMBERED)],
  );
}

/** When customers last got in touch about any of the reasons. */
export function lastContacts(
  tx: Tx,
  bucket: number,
  customerIds: readonly string[],
  reasons: readonly string[],
  now: Instant,
): Promise<{ customerId: string; reason: string; at: Instant }[]> {
  return tx.query(
    `select customer_id as "customerId", reason, max(started_at) as at from contacts
     where bucket = $1 and customer_id = any($2::text[]) and reason = any($3::text[]) and started_at <= $4
     group by customer_id, reason`,
    [bucket, customerIds, reasons, iso(now)],
  );
}

/** The last event of each of the names, for each of the customers. */
export function lastHappenings(
  tx: Tx,
  bucket: number,
  customerIds: readonly string[],
  names: readonly string[],
): Promise<Happening[]> {
  return tx.query<Happening>(
    `select distinct on (customer_id, name) customer_id as "customerId", name, at, properties from events
     where bucket = $1 and customer_id = any($2::text[]) and kind = 'track' and name = any($3::text[])
     order by customer_id, name, at desc, message_id`,
    [bucket, customerIds, names],
  );
}
